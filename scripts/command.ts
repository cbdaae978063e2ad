import { type ParseArgsConfig, parseArgs } from 'node:util'
import { codeOf, messageOf, PlainError } from '../src/runtime/plain-error.ts'

/** A wrong call: an option that is not known, missing or has a wrong value. */
export class CallError extends PlainError {}

/**
 * Runs a command. What the person can mend is said in one message, a bug with its stack; both end with exit code 1, a wrong
 * call with 2.
 */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error)
    if (error instanceof CallError) console.error('--help tells what there is.')
    process.exitCode = error instanceof CallError ? 2 : 1
  }
}

/** `parseArgs` of node:util. @throws CallError for arguments the command does not know. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config)
  } catch (error) {
    if (!codeOf(error)?.startsWith('ERR_PARSE_ARGS')) throw error
    throw new CallError(messageOf(error))
  }
}
