import type { Locale, Localized } from '@astrago/contracts'
import type { ReportProblem, ReportStep } from './model/model.ts'
import { WORDS } from './words.ts'

/** Why a step failed or could not be undone, or what went wrong before it went through; empty where nothing did. */
export function reasonText({ state, problem, undoProblem }: ReportStep, locale: Locale): string {
  if (state === 'undone') return ''
  if (undoProblem) return told(WORDS.notUndoneBecause, undoProblem, locale)
  return problem ? told(WORDS[state === 'failed' ? 'failedBecause' : 'triedBefore'], problem, locale) : ''
}

const told = (head: Localized, { what, cause }: ReportProblem, locale: Locale): string =>
  `${head[locale]}: ${what[locale]} ${cause[locale]}`
