import { once } from 'node:events'
import { existsSync, fstatSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError, explain, isAppError, type Locale, say, toProblem, wrongOptions } from '@astrago/contracts'
import { quote } from '@astrago/hosts'
import {
  countUsers,
  FIRST_LINK_MINUTES,
  makeLink,
  openStore,
  readMigrations,
  type Store,
  serveShell,
  storageError,
} from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { type ConsoleConfig, type Environment, isLoopback, OPTIONS, readConfig, usualDataDir } from './config.ts'
import { usage, words } from './console-words.ts'
import { fingerprintOf, ownCertificate, readCertificate, type Tls } from './tls.ts'
import { prepareData } from './work/prepare.ts'

const PROJECT = join(import.meta.dirname, '../../..')
const WEB_DIR = join(PROJECT, 'apps/web/out')
const MIGRATIONS = join(PROJECT, 'prisma/migrations')

type Terminal = { out: (text: string) => void; err: (text: string) => void }

/** What is typed here to start the console (`program`), for the help text, and to run the command (`command`), for advice. */
type Start = Terminal & { program: string; command: string; args: string[]; env: Environment }

/**
 * Runs the console until it is asked to stop. `locale` is that of the environment unless given.
 * @returns the exit code: 0 stopped, 1 error, 2 bad options
 */
export async function runConsole(io: Start & { locale?: Locale }): Promise<0 | 1 | 2> {
  const locale = io.locale ?? localeOf(io.env)
  const config = readOptions(io, locale)
  if (typeof config === 'number') return config
  try {
    await serve(config, io, locale)
    return 0
  } catch (error) {
    io.err(`${errorText(storageError(error, config.dataDir) ?? error, locale)}\n`)
    return 1
  }
}

function localeOf(env: Environment): Locale {
  return /^ko/.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ko' : 'en'
}

function readOptions({ program, args, env, out, err }: Start, locale: Locale): ConsoleConfig | 0 | 2 {
  const named = Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }]))
  try {
    const { values } = parseArgs({ args, options: { ...named, help: { type: 'boolean' } } })
    if (values.help === true) {
      out(usage(program, locale))
      return 0
    }
    const { help: _, ...given } = values
    return readConfig(given as Record<string, string>, env)
  } catch (error) {
    err(`${wrongOptions(error, locale, OPTIONS)}\n\n${usage(program, locale)}`)
    return 2
  }
}

async function serve(config: ConsoleConfig, io: Start, locale: Locale): Promise<void> {
  const store = await openStore({
    dataDir: config.dataDir,
    key: config.key,
    migrations: readMigrations(MIGRATIONS),
    pid: process.pid,
  })
  try {
    const tls = await tlsOf(config)
    const { app, journals, closeEndedSockets } = await buildApp({
      store,
      version: productVersion(),
      webDir: WEB_DIR,
      tls,
      logger: { level: 'warn' },
    })
    await prepareData(store, journals, hostname())
    const address = await listen(app, config, tls)
    const shell = await serveShell(store, address, closeEndedSockets)
    io.out(await greeting({ store, address, tls, locale, ...adviceFor(config, io) }))
    await stopSignal()
    io.out(`${words.stopping[locale]}\n`)
    shell.close()
    await app.close()
  } finally {
    await store.close()
  }
}

async function tlsOf({ host, dataDir, tls }: ConsoleConfig): Promise<Tls | null> {
  if (tls) return readCertificate(tls)
  return isLoopback(host) ? null : ownCertificate(dataDir, host)
}

/** @throws PORT_IN_USE, LISTEN_FAILED */
async function listen(app: FastifyInstance, { host, port }: ConsoleConfig, tls: Tls | null): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new AppError(code === 'EADDRINUSE' ? 'PORT_IN_USE' : 'LISTEN_FAILED', {
      params: { host, port, detail: code },
      cause,
    })
  }
  const bound = app.server.address()
  const shown = host === '0.0.0.0' || host === '::' ? hostname() : host
  return `${tls ? 'https' : 'http'}://${shown.includes(':') ? `[${shown}]` : shown}:${typeof bound === 'object' && bound ? bound.port : port}`
}

type Greeting = {
  store: Store
  address: string
  tls: Tls | null
  locale: Locale
  command: string
  folder: string
  intoJournal: boolean
}

/** What to type for the command; beside a service it finds the service's folder by itself. */
function adviceFor({ dataDir }: ConsoleConfig, { command, env }: Start) {
  const intoJournal = writesIntoJournal(env)
  const isFound = intoJournal || dataDir === usualDataDir(env)
  return { command, intoJournal, folder: isFound ? '' : ` --data-dir ${quote(dataDir)}` }
}

async function greeting({ store, address, tls, locale, command, folder, intoJournal }: Greeting): Promise<string> {
  const lines = [`${words.listening[locale]} ${address}`]
  if (tls) lines.push(`${words.fingerprint[locale]} ${fingerprintOf(tls.cert)}`)
  if ((await countUsers(store.db)) === 0) {
    if (intoJournal) lines.push(say(words.firstLinkByCommand, locale, { command }))
    else {
      const token = await makeLink(store.db, 'setup', null, FIRST_LINK_MINUTES)
      lines.push(`${words.firstLink[locale]}`, `  ${address}/setup/#${token}`)
    }
  } else lines.push(say(words.forgotten, locale, { command, folder }))
  return `${lines.join('\n')}\n`
}

/** Whether standard output goes into systemd's journal, where a one-time link has no place (systemd.exec(5), JOURNAL_STREAM). */
function writesIntoJournal({ JOURNAL_STREAM }: Environment): boolean {
  const { dev, ino } = fstatSync(1)
  return JOURNAL_STREAM === `${dev}:${ino}`
}

async function stopSignal(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}

function productVersion(): string {
  const file = join(PROJECT, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : '0.0.0'
}

/** An error for a terminal: what happened, the likely cause, what to do; the text of an unexpected one as it is. */
function errorText(error: unknown, locale: Locale): string {
  if (!isAppError(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  const { what, cause, fix } = explain(toProblem(error), locale)
  return `✕ ${what}\n  ${cause}\n  → ${fix}`
}
