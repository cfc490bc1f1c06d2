import type { Locale, Localized } from '@astrago/contracts'
import { ZodError } from 'zod'
import { OPTIONS } from './config.ts'

const WORDS = {
  port: { ko: '0에서 65535 사이의 정수여야 합니다', en: 'must be a whole number from 0 to 65535' },
  empty: { ko: '값이 비어 있습니다', en: 'is empty' },
  together: { ko: '--tls-cert와 --tls-key는 함께 써야 합니다', en: '--tls-cert and --tls-key go together' },
  unknown: { ko: '모르는 옵션입니다', en: 'no such option' },
  value: { ko: '뒤에 값이 와야 합니다', en: 'needs a value' },
  flag: { ko: '값을 받지 않습니다', en: 'takes no value' },
  positional: { ko: '옵션이 아닙니다', en: 'is no option' },
} as const satisfies Record<string, Localized>

/** What `parseArgs` throws, by its codes: https://nodejs.org/api/errors.html#err_parse_args_unknown_option */
const BY_CODE: Record<string, Localized> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: WORDS.unknown,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: WORDS.value,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: WORDS.positional,
}

/** What is wrong with the options that `parseArgs` or `readConfig` refused, a line for each. @throws what is neither's */
export function badOptions(error: unknown, locale: Locale): string {
  if (error instanceof ZodError) return error.issues.map((issue) => wrongValue(issue, locale)).join('\n')
  const { code = '', message } = error as NodeJS.ErrnoException
  const words = /does not take an argument/.test(message) ? WORDS.flag : BY_CODE[code]
  if (!words) throw error
  // The first word in quotes is the option or argument as it was given.
  const [, given = ''] = /'([^' ]+)/.exec(message) ?? []
  return `${given}: ${words[locale]}`
}

function wrongValue({ path, code }: ZodError['issues'][number], locale: Locale): string {
  if (code === 'custom') return WORDS.together[locale]
  const name = String(path[0]) as keyof typeof OPTIONS
  return `--${name} (${OPTIONS[name].env}): ${(name === 'port' ? WORDS.port : WORDS.empty)[locale]}`
}
