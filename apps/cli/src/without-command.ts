import { type Locale, say } from '@astrago/contracts'
import { type Command, EXIT, type ExitCode, type Io } from './command.ts'
import { help } from './help.ts'
import { productVersion } from './project.ts'

const UNKNOWN = { ko: '그런 명령은 없습니다: {words}', en: 'No such command: {words}' }

export const asksForHelp = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h')

/** Answers arguments that name no command: with the version, with help, or by saying so beside the commands that come near. */
export function withoutCommand(
  args: readonly string[],
  commands: readonly Command[],
  io: Io,
  locale: Locale,
): ExitCode {
  const [first] = args
  if (first === '--version' || first === 'version') {
    io.out(`astrago ${productVersion()}\n`)
    return EXIT.pass
  }
  const family = commands.filter(({ name }) => name.startsWith(`${first} `))
  const text = help(family.length > 0 ? family : commands, locale)
  if (first === undefined || first === 'help' || asksForHelp(args)) {
    io.out(text)
    return EXIT.pass
  }
  const options = args.findIndex((word, index) => index > 0 && word.startsWith('-'))
  const words = args.slice(0, options < 0 ? undefined : options).join(' ')
  io.err(`${say(UNKNOWN, locale, { words })}\n\n${text}`)
  return EXIT.badInput
}
