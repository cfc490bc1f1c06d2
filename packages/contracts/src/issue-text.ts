import type { z } from 'zod'
import { fill, Localized } from './text.ts'

const TEXTS = {
  needed: { ko: '꼭 필요합니다', en: 'is needed' },
  kind: { ko: '값의 종류가 맞지 않습니다', en: 'is of the wrong kind' },
  empty: { ko: '값이 비어 있습니다', en: 'is empty' },
  short: { ko: '{limit}자 이상이어야 합니다', en: 'must have {limit} characters or more' },
  long: { ko: '{limit}자 이하여야 합니다', en: 'must have {limit} characters or fewer' },
  few: { ko: '{limit}개 이상이어야 합니다', en: 'must be {limit} or more' },
  many: { ko: '{limit}개 이하여야 합니다', en: 'must be {limit} or fewer' },
  whole: { ko: '정수여야 합니다', en: 'must be a whole number' },
  least: { ko: '{limit} 이상이어야 합니다', en: 'must be {limit} or more' },
  most: { ko: '{limit} 이하여야 합니다', en: 'must be {limit} or less' },
  oneOf: { ko: '다음 중 하나여야 합니다: {values}', en: 'must be one of {values}' },
  noSuch: { ko: '그런 값은 없습니다', en: 'is not known' },
  day: { ko: '2026-11-25처럼 적은 날짜여야 합니다', en: 'must be a day, written like 2026-11-25' },
  shape: { ko: '쓸 수 없는 형식입니다', en: 'is not written as it must be' },
  foreign: { ko: '모르는 항목이 들어 있습니다: {keys}', en: 'holds what is not known: {keys}' },
} as const satisfies Record<string, Localized>

/** More values than these are looked up, not read. */
const FEW = 12

type Issue = z.core.$ZodIssue

/** What is wrong with a value that a schema refused, to be said behind its name. zod's own English never reaches a person. */
export function issueText(issue: Issue): Localized {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.length > FEW ? TEXTS.noSuch : fill(TEXTS.oneOf, { values: issue.values.join(', ') })
    case 'invalid_type':
      return typeText(issue.expected)
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum))
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum))
    case 'invalid_format':
      return issue.format === 'date' ? TEXTS.day : TEXTS.shape
    case 'unrecognized_keys':
      return fill(TEXTS.foreign, { keys: issue.keys.join(', ') })
    default:
      return Localized.safeParse('params' in issue ? issue.params?.text : null).data ?? TEXTS.noSuch
  }
}

function typeText(expected: string): Localized {
  if (expected === 'string') return TEXTS.needed
  return expected === 'number' || expected === 'int' ? TEXTS.whole : TEXTS.kind
}

const isList = (origin: string): boolean => origin === 'array' || origin === 'set'

function atLeast(origin: string, limit: number): Localized {
  if (origin === 'string') return limit === 1 ? TEXTS.empty : fill(TEXTS.short, { limit })
  return fill(isList(origin) ? TEXTS.few : TEXTS.least, { limit })
}

function atMost(origin: string, limit: number): Localized {
  if (origin === 'string') return fill(TEXTS.long, { limit })
  return fill(isList(origin) ? TEXTS.many : TEXTS.most, { limit })
}
