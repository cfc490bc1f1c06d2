import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { AppError } from '@astrago/contracts'

const call = promisify(execFile)
const SHOWN_CHARACTERS = 1_000

/** Runs a program of this machine. @throws SERVICE_COMMAND_FAILED with the end of what it said */
export async function must(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await call(program, args, { timeout: 120_000, maxBuffer: 2 ** 24 })
    return stdout
  } catch (cause) {
    const { stderr, message } = cause as Error & { stderr?: string }
    const detail = (stderr?.trim() || message).slice(-SHOWN_CHARACTERS)
    throw new AppError('SERVICE_COMMAND_FAILED', { params: { command: `${program} ${args.join(' ')}`, detail }, cause })
  }
}

/** Whether a program that only looks says yes. */
export async function holds(program: string, args: readonly string[]): Promise<boolean> {
  return call(program, args, { timeout: 30_000 }).then(
    () => true,
    () => false,
  )
}
