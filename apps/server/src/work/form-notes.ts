import type { Locale, PlanNote } from '@astrago/contracts'
import { fieldOf, isFieldId } from '@astrago/exchange-form'
import { type SiteState, viewForm } from './form.ts'

/** What is wrong in the questionnaire, and servers that are not whole: they would be left out without a word. */
export function formObstacles(state: SiteState): PlanNote[] {
  return viewForm(state)
    .problems.filter(({ severity, row }) => severity === 'error' || (severity === 'missing' && row !== undefined))
    .map(({ field, row, column, message }) => {
      const { label } = isFieldId(field) ? fieldOf(field) : { label: { ko: field, en: field } }
      const cell = row === undefined || column === undefined ? {} : { row, column }
      return {
        ko: `질문지 ${label.ko}: ${message.ko}`,
        en: `Questionnaire, ${label.en}: ${message.en}`,
        place: { kind: 'field', field, ...cell },
      }
    })
}

/** The questions that nobody has answered: the installation does without, but whoever approves the plan should know. */
export function unanswered(state: SiteState): PlanNote[] {
  const missing = viewForm(state).problems.filter(({ severity, row }) => severity === 'missing' && row === undefined)
  const fields = missing.map(({ field }) => field).filter(isFieldId)
  const [first] = fields
  if (first === undefined) return []
  const labels = (locale: Locale): string => fields.map((field) => fieldOf(field).label[locale]).join(', ')
  return [
    {
      ko: `질문지의 필수 항목 ${fields.length}개가 비어 있습니다: ${labels('ko')}.`,
      en: `${fields.length} required ${fields.length === 1 ? 'answer' : 'answers'} of the questionnaire missing: ${labels('en')}.`,
      place: { kind: 'field', field: first },
    },
  ]
}
