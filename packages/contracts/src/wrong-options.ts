import { z } from 'zod'
import { fill, type Locale, Localized } from './text.ts'

const TEXTS = {
  unknown: { ko: '모르는 옵션입니다', en: 'no such option' },
  valueMissing: { ko: '뒤에 값이 와야 합니다', en: 'needs a value' },
  noValue: { ko: '값을 받지 않습니다', en: 'takes no value' },
  noOption: { ko: '옵션이 아닙니다', en: 'is no option' },
  needed: { ko: '꼭 필요합니다', en: 'is needed' },
  empty: { ko: '값이 비어 있습니다', en: 'is empty' },
  whole: { ko: '정수여야 합니다', en: 'must be a whole number' },
  least: { ko: '{limit} 이상이어야 합니다', en: 'must be {limit} or more' },
  most: { ko: '{limit} 이하여야 합니다', en: 'must be {limit} or less' },
  oneOf: { ko: '다음 중 하나여야 합니다: {values}', en: 'must be one of {values}' },
  noSuch: { ko: '그런 값은 없습니다', en: 'is not known' },
  day: { ko: '2026-11-25처럼 적은 날짜여야 합니다', en: 'must be a day, written like 2026-11-25' },
} as const satisfies Record<string, Localized>

/** What `parseArgs` throws, by its codes: https://nodejs.org/api/errors.html#err_parse_args_unknown_option */
const BY_CODE: Readonly<Record<string, Localized>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: TEXTS.unknown,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: TEXTS.valueMissing,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: TEXTS.noOption,
}

/** More values than these are looked up, not read. */
const FEW = 12

type Issue = z.core.$ZodIssue

/**
 * What is wrong with options that Node's `parseArgs` or a schema of them refused, a line for each. What was given is
 * named where the schema was asked with `reportInput`. `variables`: the environment variable of an option.
 * @throws the error itself where it is neither's
 */
export function wrongOptions(
  error: unknown,
  locale: Locale,
  variables: Readonly<Record<string, { env: string }>> = {},
): string {
  if (!(error instanceof z.ZodError)) return refusedByNode(error as NodeError, locale)
  return error.issues.map((issue) => `${placeOf(issue, variables)}: ${textOf(issue)[locale]}`).join('\n')
}

type NodeError = Error & { code?: string }

function refusedByNode(error: NodeError, locale: Locale): string {
  const text = /does not take an argument/.test(error.message) ? TEXTS.noValue : BY_CODE[error.code ?? '']
  if (!text) throw error
  // The first word in quotes is the option or argument as it was given.
  const [, given = ''] = /'([^' ]+)/.exec(error.message) ?? []
  return `${given}: ${text[locale]}`
}

function placeOf({ path, input }: Issue, variables: Readonly<Record<string, { env: string }>>): string {
  const name = String(path[0] ?? '')
  const given = typeof input === 'string' && input !== '' ? ` ${input}` : ''
  const variable = variables[name]?.env
  return `--${name}${given}${variable ? ` (${variable})` : ''}`
}

function textOf(issue: Issue): Localized {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.length > FEW ? TEXTS.noSuch : fill(TEXTS.oneOf, { values: issue.values.join(', ') })
    case 'invalid_type':
      return issue.expected === 'string' ? TEXTS.needed : TEXTS.whole
    case 'too_small':
      return issue.origin === 'string' ? TEXTS.empty : fill(TEXTS.least, { limit: Number(issue.minimum) })
    case 'too_big':
      return fill(TEXTS.most, { limit: Number(issue.maximum) })
    case 'invalid_format':
      return TEXTS.day
    default:
      return Localized.safeParse('params' in issue ? issue.params?.text : null).data ?? TEXTS.noSuch
  }
}
