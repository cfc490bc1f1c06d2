import { homedir } from 'node:os'
import { join } from 'node:path'
import { isAppError } from '@astrago/contracts'
import type { ShellAnswer, ShellRequest } from '@astrago/store'
import type { Io } from './command.ts'
import { MIGRATIONS } from './project.ts'

export type ShellReply = {
  answer: ShellAnswer /** Address of the running console; null when none runs. */
  url: string | null
}

export function dataFolder(given: unknown, { env }: Io): string {
  if (typeof given === 'string') return given
  return env.ASTRAGO_DATA_DIR || join(env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'astrago')
}

/**
 * Carries out a command on a data folder: in this process when no console runs on it, else by asking that console.
 * The commands need no secret, so the vault is not opened.
 */
export async function askShell(dataDir: string, request: ShellRequest): Promise<ShellReply> {
  const { askConsole, openRows, readMigrations, runShellCommand } = await import('@astrago/store')
  const opened = await openRows({ dataDir, migrations: readMigrations(MIGRATIONS), pid: process.pid }).catch(
    (error) => {
      if (isAppError(error) && error.code === 'DATA_FOLDER_IN_USE') return null
      throw error
    },
  )
  if (!opened) return askConsole(dataDir, request)
  try {
    return { answer: await runShellCommand(opened.db, request), url: null }
  } finally {
    await opened.close()
  }
}
