import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '@astrago/contracts'
import { readCertificate } from '@astrago/server'
import { askConsole, inspectFolder, type Migration, storageError } from '@astrago/store'
import { type Earlier, keepEarlier, placeProgram, placeUnit } from './earlier.ts'
import { PLACES, SERVICE, USER } from './places.ts'
import { holds, must } from './system.ts'
import { type Listen, listenOf, unitText } from './unit.ts'

const START_MS = 60_000

export type InstallRequest = {
  /** The executable that is installed: this one. */
  program: string
  /** What was asked for; what was not stays as it was. */
  listen: Partial<Listen>
  migrations: readonly Migration[]
}

export type Installed = {
  url: string
  upgraded: boolean
  listen: Listen
  /** Of the one-time link, while nobody has an account. */
  token: string | null
}

/**
 * Installs or upgrades the console as a service of this machine and waits until it answers. When it cannot be put in its
 * place or does not start, the earlier program and its rows are put back.
 * @throws DATA_FOLDER_NEWER, SITE_BUSY, TLS_UNUSABLE before anything is changed; SERVICE_NOT_STARTED,
 * SERVICE_COMMAND_FAILED, STORE_DISK_FULL
 */
export async function installService({ program, listen: asked, migrations }: InstallRequest): Promise<Installed> {
  const upgraded = existsSync(PLACES.unit)
  const before = upgraded ? listenOf(readFileSync(PLACES.unit, 'utf8')) : {}
  const listen: Listen = { host: '127.0.0.1', port: 8420, tls: null, ...before, ...asked }
  if (listen.tls) readCertificate(listen.tls)
  const { runsUnderWay } = inspectFolder(PLACES.data, migrations)
  if (runsUnderWay[0]) throw new AppError('SITE_BUSY', { params: { owner: runsUnderWay[0] } })
  if (!(await holds('id', [USER])))
    await must('useradd', ['--system', '--user-group', '--home-dir', PLACES.data, '--shell', '/usr/sbin/nologin', USER])
  if (upgraded) await must('systemctl', ['stop', SERVICE])
  const earlier = await keepOrStart(upgraded)
  try {
    mkdirSync(dirname(PLACES.program), { recursive: true, mode: 0o755 })
    await placeProgram(program)
    placeUnit(unitText(listen))
    await must('systemctl', ['daemon-reload'])
  } catch (error) {
    await goBack(earlier, upgraded)
    throw storageError(error, PLACES.program) ?? error
  }
  try {
    await must('systemctl', ['enable', '--quiet', SERVICE])
    await must('systemctl', ['restart', SERVICE])
    const url = await answering()
    const token = await firstLink()
    earlier.forget()
    return { url, upgraded, listen, token }
  } catch (cause) {
    const detail = await lastWords()
    await must('systemctl', ['stop', SERVICE])
    if (!upgraded) await must('systemctl', ['disable', '--quiet', SERVICE])
    await goBack(earlier, upgraded)
    throw new AppError('SERVICE_NOT_STARTED', { params: { detail }, cause })
  }
}

/** What cannot be kept is not replaced: the service goes on as it was. */
async function keepOrStart(upgraded: boolean): Promise<Earlier> {
  try {
    return await keepEarlier()
  } catch (error) {
    if (upgraded) await must('systemctl', ['start', SERVICE])
    throw error
  }
}

/** The service is stopped. */
async function goBack(earlier: Earlier, upgraded: boolean): Promise<void> {
  earlier.putBack()
  await must('systemctl', ['daemon-reload'])
  if (upgraded) await must('systemctl', ['restart', SERVICE])
}

async function answering(): Promise<string> {
  const end = Date.now() + START_MS
  for (;;) {
    try {
      return (await askConsole(PLACES.data, { command: 'users' })).url
    } catch (error) {
      if (Date.now() > end || (await hasEnded())) throw error
      await wait(250)
    }
  }
}

/** systemd starts it again and again; once is enough to know. */
async function hasEnded(): Promise<boolean> {
  const restarts = await must('systemctl', ['show', '--property', 'NRestarts', '--value', SERVICE])
  return Number(restarts) > 0 || (await holds('systemctl', ['is-failed', '--quiet', SERVICE]))
}

async function firstLink(): Promise<string | null> {
  const { answer } = await askConsole(PLACES.data, { command: 'users' })
  if (answer.users?.length) return null
  return (await askConsole(PLACES.data, { command: 'first-link' })).answer.token ?? null
}

const lastWords = (): Promise<string> =>
  must('journalctl', ['--unit', SERVICE, '--lines', '12', '--no-pager', '--output', 'cat']).catch(() => '')
