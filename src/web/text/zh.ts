import { common } from './zh/common.ts'
import { refusals } from './zh/refusals.ts'
import { signIn } from './zh/sign-in.ts'
import { words } from './zh/words.ts'

/** All text of the interface in Chinese, a file for each group of pages. */
export const zh = { common, refusals, signIn, words }

/** All text of the interface in one language. A missing key does not compile. */
export type Text = typeof zh
