import { common } from './en/common.ts'
import { refusals } from './en/refusals.ts'
import { signIn } from './en/sign-in.ts'
import { words } from './en/words.ts'
import type { Text } from './zh.ts'

export const en: Text = { common, refusals, signIn, words }
