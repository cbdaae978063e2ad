import { expect, test } from 'vitest'
import { isGuessable } from '../../../src/core/identity/guessable.ts'

test('what is tried first is guessable, however long it is', () => {
  const guessed = [
    '123456789012',
    '111111111111',
    'aaaaaaaaaaaaab',
    'password1234',
    'Password2026!',
    'qwertyuiop123',
  ]
  const here = [
    '1q2w3e4r5t6y',
    'qazwsxedcrfv',
    'woaini1314520',
    'Admin@123456',
    '密码密码密码123456',
    'piaojue 2026!!',
    '20260101 2026',
  ]
  for (const password of [...guessed, ...here]) expect(isGuessable(password), password).toBe(true)
})

test('a sentence is not, and neither is what chance made', () => {
  const sentences = [
    'a new password',
    'piaojue demo 2027',
    'first words of the year',
    '巷口的桂花今年开了两次',
    'my name is ZHANG',
  ]
  const made = ['mT4vP0x9-kQzL', '9f86d081884c7d65']
  for (const password of [...sentences, ...made]) expect(isGuessable(password), password).toBe(false)
})
