import { answerObjection } from '../app/notice/answer-objection.ts'
import { fileObjection } from '../app/notice/file-objection.ts'
import { showObjection } from '../app/notice/show-objection.ts'
import { listObjectionsView, showObjectionContact } from '../app/notice/views.ts'
import { get, post, type Route } from './route.ts'

export const noticeRoutes: readonly Route[] = [
  post('/assemblies/{assembly_id}/objections', fileObjection),
  get('/assemblies/{assembly_id}/objections', listObjectionsView),
  get('/objections/{objection_id}', showObjection),
  post('/objections/{objection_id}/answer', answerObjection),
  get('/objections/{objection_id}/contact', showObjectionContact),
]
