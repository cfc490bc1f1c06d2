import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { isAppError } from '@astrago/contracts'
import type { KeySource, ShellAnswer, ShellRequest } from '@astrago/store'
import type { Context } from './command.ts'
import { MIGRATIONS } from './project.ts'

export type ShellReply = {
  answer: ShellAnswer /** Address of the running console; null when none runs. */
  url: string | null
}

type Asker = Pick<Context, 'io' | 'options'>

/**
 * The data folder and where its vault's key is: as the options name them, else the environment, else those of the
 * service where this user may see them, else the user's own, as the console does.
 */
export async function placeOf({ io: { env }, options }: Asker): Promise<{ dataDir: string; key: KeySource }> {
  const { keySourceOf, SERVICE_FOLDERS } = await import('@astrago/store')
  const named = (option: string, variable: string): string | undefined => {
    const path = options[option] || env[variable]
    return path ? resolve(String(path)) : undefined
  }
  const own = join(env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'astrago')
  const service = existsSync(join(SERVICE_FOLDERS.data, 'console.db')) ? SERVICE_FOLDERS.data : undefined
  const dataDir = named('data-dir', 'ASTRAGO_DATA_DIR') ?? service ?? own
  return { dataDir, key: keySourceOf(dataDir, named('key-file', 'ASTRAGO_KEY_FILE'), env) }
}

/**
 * Carries out a command on a data folder: in this process when no console runs on it, else by asking that console. The
 * vault is opened only by a command that needs a secret.
 */
export async function askShell(asker: Asker, request: ShellRequest): Promise<ShellReply> {
  const { askConsole, openRows, readMigrations, runShellCommand } = await import('@astrago/store')
  const { dataDir, key } = await placeOf(asker)
  const opened = await openRows({ dataDir, migrations: readMigrations(MIGRATIONS), pid: process.pid }).catch(
    (error) => {
      if (isAppError(error) && error.code === 'DATA_FOLDER_IN_USE') return null
      throw error
    },
  )
  if (!opened) return askConsole(dataDir, request)
  try {
    const store = { db: opened.db, vault: () => opened.openVault(key) }
    return { answer: await runShellCommand(store, request), url: null }
  } finally {
    await opened.close()
  }
}
