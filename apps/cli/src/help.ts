import { LOCALES, type Locale } from '@astrago/contracts'
import type { Command } from './command.ts'

const WORDS = {
  usage: { ko: '사용법', en: 'Usage' },
  commands: { ko: '명령', en: 'Commands' },
  command: { ko: '명령 [옵션]', en: 'COMMAND [options]' },
  more: {
    ko: '각 명령의 옵션은 `astrago 명령 --help`로, 버전은 `astrago --version`으로 봅니다.',
    en: '`astrago COMMAND --help` shows its options, `astrago --version` the version.',
  },
  exit: { ko: '종료 코드', en: 'Exit codes' },
  title: { ko: 'astrago 명령', en: 'The astrago command' },
} as const

const EXIT_TEXTS = {
  ko: ['0 통과', '1 오류', '2 잘못된 입력', '3 실패 있음', '4 경고 있음'],
  en: ['0 pass', '1 error', '2 bad input', '3 failures', '4 warnings'],
} as const

const COLUMN = 28

/** One that is too long for the column has its text below it. */
const besideOrBelow = (left: string, text: string): string =>
  left.length <= COLUMN ? `  ${left.padEnd(COLUMN)} ${text}` : `  ${left}\n  ${' '.repeat(COLUMN)} ${text}`

export function help(commands: readonly Command[], locale: Locale): string {
  const rows = commands.map(({ name, words, summary }) => besideOrBelow(`${name} ${words}`.trim(), summary[locale]))
  const exits = `${WORDS.exit[locale]}: ${EXIT_TEXTS[locale].join(', ')}`
  return `${WORDS.usage[locale]}: astrago ${WORDS.command[locale]}\n\n${WORDS.commands[locale]}\n${rows.join('\n')}\n\n${WORDS.more[locale]}\n${exits}\n`
}

export function helpOf({ name, words, summary, options, exits }: Command, locale: Locale): string {
  const rows = optionRows(options, locale).map(([left, text]) => `  ${left.padEnd(22)} ${text}`)
  const codes = exits ? `\n${WORDS.exit[locale]}: ${exits[locale].join(', ')}\n` : ''
  return `${WORDS.usage[locale]}: ${`astrago ${name} ${words}`.trim()}\n\n${summary[locale]}\n\n${rows.join('\n')}\n${codes}`
}

function optionRows(options: Command['options'], locale: Locale): [string, string][] {
  return Object.entries(options).map(([name, { placeholder, text }]) => [
    `--${name}${placeholder ? ` ${placeholder}` : ''}`,
    text[locale],
  ])
}

/** The page docs/reference/command.md; a test compares it with this. */
export function commandPage(commands: readonly Command[]): string {
  const parts = LOCALES.map((locale) => {
    const sections = commands.map((command) => {
      const rows = optionRows(command.options, locale).map(([left, text]) => `| \`${left}\` | ${text} |`)
      const usage = `astrago ${command.name} ${command.words}`.trim()
      const codes = command.exits ? [`${WORDS.exit[locale]}: ${command.exits[locale].join(', ')}`, ''] : []
      return [`### \`${usage}\``, '', command.summary[locale], '', ...codes, '| | |', '|---|---|', ...rows, ''].join(
        '\n',
      )
    })
    const exits = `${WORDS.exit[locale]}: ${EXIT_TEXTS[locale].join(', ')}`
    return `## ${WORDS.title[locale]}\n\n${exits}\n\n${sections.join('\n')}`
  })
  return `# astrago\n\n${parts.join('\n')}`
}
