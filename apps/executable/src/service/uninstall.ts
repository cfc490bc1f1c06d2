import { existsSync, rmSync } from 'node:fs'
import { AppError } from '@astrago/contracts'
import { runsUnderWay } from '@astrago/store'
import { forgetAll } from './earlier.ts'
import { PLACES, SERVICE, USER } from './places.ts'
import { holds, must } from './system.ts'

/**
 * Takes the service and its program away. The data folder, the vault's key and the account stay unless `purge`.
 * @returns what was left
 * @throws NOT_FOUND when it is not installed, SITE_BUSY while something runs on a site
 */
export async function uninstallService({ purge }: { purge: boolean }): Promise<{ kept: string[] }> {
  const data = [PLACES.data, PLACES.vault]
  if (!existsSync(PLACES.unit) && !(purge && data.some((path) => existsSync(path))))
    throw new AppError('NOT_FOUND', { params: { what: SERVICE } })
  const [owner] = readableRuns()
  if (owner) throw new AppError('SITE_BUSY', { params: { owner } })
  if (existsSync(PLACES.unit)) {
    await must('systemctl', ['disable', '--now', '--quiet', SERVICE])
    rmSync(PLACES.unit)
    await must('systemctl', ['daemon-reload'])
  }
  forgetAll()
  for (const path of [PLACES.program, PLACES.cache]) rmSync(path, { recursive: true, force: true })
  if (!purge) return { kept: data.filter((path) => existsSync(path)) }
  for (const path of data) rmSync(path, { recursive: true, force: true })
  if (await holds('id', [USER])) await must('userdel', [USER])
  return { kept: [] }
}

/** Rows that cannot be read keep nobody from taking the service away. */
function readableRuns(): string[] {
  try {
    return runsUnderWay(PLACES.data)
  } catch {
    return []
  }
}
