import { z } from 'zod'
import { issueText } from './issue-text.ts'
import type { Locale, Localized } from './text.ts'

const TEXTS = {
  unknown: { ko: '모르는 옵션입니다', en: 'no such option' },
  valueMissing: { ko: '뒤에 값이 와야 합니다', en: 'needs a value' },
  noValue: { ko: '값을 받지 않습니다', en: 'takes no value' },
  noOption: { ko: '옵션이 아닙니다', en: 'is no option' },
} as const satisfies Record<string, Localized>

/** What `parseArgs` throws, by its codes: https://nodejs.org/api/errors.html#err_parse_args_unknown_option */
const BY_CODE: Readonly<Record<string, Localized>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: TEXTS.unknown,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: TEXTS.valueMissing,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: TEXTS.noOption,
}

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
  return error.issues.map((issue) => `${placeOf(issue, variables)}: ${issueText(issue)[locale]}`).join('\n')
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
