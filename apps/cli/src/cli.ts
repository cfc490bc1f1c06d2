import { parseArgs } from 'node:util'
import { isAppError, type Locale, say, toProblem, wrongOptions } from '@astrago/contracts'
import { visible } from '@astrago/reports'
import { z } from 'zod'
import { type Command, EXIT, type ExitCode, type Io } from './command.ts'
import { COMMANDS } from './commands/index.ts'
import { helpOf } from './help.ts'
import { problemText } from './problem-text.ts'
import { asksForHelp, withoutCommand } from './without-command.ts'

/** Runs the command of `commands` that `args` name. Never throws: what goes wrong is said on standard error. */
export async function runCli(args: string[], io: Io, commands: readonly Command[] = COMMANDS): Promise<ExitCode> {
  const locale = localeOf(args, io)
  const command = findCommand(args, commands)
  if (!command) return withoutCommand(args, commands, io, locale)
  if (asksForHelp(args)) {
    io.out(helpOf(command, locale))
    return EXIT.pass
  }
  const parsed = parseCommand(command, args.slice(command.name.split(' ').length), locale)
  if ('problem' in parsed) {
    io.err(`${parsed.problem}\n\n${helpOf(command, locale)}`)
    return EXIT.badInput
  }
  return command.run({ io, locale, ...parsed }).catch((error) => failed(error, locale, io))
}

/** The command with the longest name that `args` begin with. */
function findCommand(args: readonly string[], commands: readonly Command[]): Command | undefined {
  const fits = ({ name }: Command): boolean => name.split(' ').every((word, index) => args[index] === word)
  return commands.filter(fits).sort((a, b) => b.name.length - a.name.length)[0]
}

type Parsed = { options: Record<string, unknown>; words: string[] } | { problem: string }

const PROBLEMS = {
  unexpected: { ko: '필요 없는 인자입니다: {words}', en: 'Unexpected: {words}' },
  missing: { ko: '인자가 빠졌습니다: {words}', en: 'Missing: {words}' },
}

function parseCommand({ options: specs, words }: Command, args: string[], locale: Locale): Parsed {
  const types = Object.entries(specs).map(([name, { placeholder }]) => [
    name,
    { type: placeholder ? 'string' : 'boolean' },
  ])
  try {
    const { values, positionals } = parseArgs({ args, options: Object.fromEntries(types), allowPositionals: true })
    const shape = Object.fromEntries(Object.entries(specs).map(([name, { value }]) => [name, value]))
    const wanted = words.split(' ').filter(Boolean)
    if (positionals.length > wanted.length)
      return { problem: say(PROBLEMS.unexpected, locale, { words: positionals.slice(wanted.length).join(' ') }) }
    if (positionals.length < wanted.length)
      return { problem: say(PROBLEMS.missing, locale, { words: wanted.slice(positionals.length).join(' ') }) }
    return { options: z.object(shape).parse(values, { reportInput: true }), words: positionals }
  } catch (error) {
    return { problem: wrongOptions(error, locale) }
  }
}

function localeOf(args: readonly string[], { env }: Io): Locale {
  const given = / --lang[ =](ko|en) /.exec(` ${args.join(' ')} `)?.[1]
  if (given === 'ko' || given === 'en') return given
  return /^ko/.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ko' : 'en'
}

/** Input of the user that was wrong is 2, all else 1. */
const BAD_INPUT = new Set([
  'VALIDATION_FAILED',
  'FILE_UNREADABLE',
  'FILE_NOT_WRITABLE',
  'OUTPUT_NOT_FOR_TERMINAL',
  'FACTS_INVALID',
  'WAIVERS_INVALID',
  'SITE_YAML_INVALID',
  'SECRET_REF_UNRESOLVED',
  'NOT_FOUND',
  'NAME_TAKEN',
  'DATA_FOLDER_NOT_EMPTY',
  'BACKUP_TARGET_EXISTS',
  'BACKUP_UNREADABLE',
  'BACKUP_PASSPHRASE_NEEDED',
  'BACKUP_PASSPHRASE_WRONG',
  'FILE_NOT_WRITTEN',
  'KUBECONFIG_MISSING',
  'PASSWORD_NOT_MADE',
])

const STOPPED = { ko: '중지했습니다.\n', en: 'Stopped.\n' }

function failed(error: unknown, locale: Locale, io: Io): ExitCode {
  if (io.signal.aborted) {
    io.err(STOPPED[locale])
    return EXIT.error
  }
  if (!isAppError(error)) {
    io.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return EXIT.error
  }
  const fields = (error.details.fields ?? []).map(({ path, message }) => `  - ${path}: ${message[locale]}`)
  io.err(`${[problemText(toProblem(error), locale), ...fields.map(visible)].join('\n')}\n`)
  return BAD_INPUT.has(error.code) ? EXIT.badInput : EXIT.error
}
