import { chanceOf } from '../simulate/chance.ts'
import { granted } from '../simulate/client.ts'
import { ideas } from '../simulate/names.ts'
import type { Staff } from '../simulate/staff.ts'
import type { Year } from '../simulate/year.ts'
import { drawScene, type Stage } from './scenes.ts'

/** The caption says that the picture is drawn, like everything else in the demo. */
const captions: Readonly<Record<Stage, string>> = {
  before: '现在的样子',
  works: '施工中',
  after: '完工以后',
}

/** Gives a proposal, project or acceptance, by its path, a drawn picture of its place. */
export async function addPicture(
  year: Year,
  by: Staff,
  subject: { readonly path: string; readonly title: string },
  stage: Stage,
): Promise<void> {
  const { path, title } = subject
  const topic = ideas.find(idea => title.endsWith(idea.title('')))?.topic ?? ''
  const form = new FormData()
  form.set('id', chanceOf(year.seed, `photo ${path} ${stage}`).uuid())
  form.set('caption', `${title}：${captions[stage]}（演示用示意图）`)
  // Of one place, whatever its stage: the houses behind it stay the same.
  const picture = drawScene(topic, stage, chanceOf(year.seed, `scene ${title}`))
  form.set('photo', new Blob([picture]), `${stage}.png`)
  granted(await year.client.upload(`${path}/photos`, form, await by.caller()), `photo of ${title}`)
}
