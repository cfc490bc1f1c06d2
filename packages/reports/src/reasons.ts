import type { Locale } from '@astrago/contracts'
import type { ReportStep } from './model/model.ts'
import { WORDS } from './words.ts'

/** Why a step failed or could not be undone, or what went wrong before it went through; empty where nothing did. */
export function reasonText({ state, problem, undoProblem }: ReportStep, locale: Locale): string {
  if (state === 'undone') return ''
  if (undoProblem) return `${WORDS.notUndoneBecause[locale]}: ${undoProblem.what[locale]}`
  if (!problem) return ''
  return `${WORDS[state === 'failed' ? 'failedBecause' : 'triedBefore'][locale]}: ${problem.what[locale]}`
}
