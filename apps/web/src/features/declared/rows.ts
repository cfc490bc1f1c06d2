import type { DeclaredRow, DeclaredState, Localized } from '@astrago/contracts'
import { fieldOf, isFieldId, NODE_COLUMNS, type NodeColumn } from '@astrago/exchange-form'
import type { Tone } from '../../parts/Status.tsx'

export type RowsProps = {
  rows: readonly DeclaredRow[]
  busy: boolean
  /** Undefined for somebody who may only look. */
  onTake: ((row: DeclaredRow) => void) | undefined
}

/** Less than was declared is what an installation trips over; the others want a look. */
export const STATE_TONES: Record<DeclaredState, Tone> = {
  same: 'pass',
  less: 'fail',
  more: 'warn',
  other: 'warn',
  undeclared: 'plain',
}

const isColumn = (column: string): column is NodeColumn => column in NODE_COLUMNS

/** What the questionnaire calls the answer. */
export function answerName({ field, column }: DeclaredRow): Localized {
  if (column !== null && isColumn(column)) return NODE_COLUMNS[column].label
  return isFieldId(field) ? fieldOf(field).label : { ko: field, en: field }
}

/** What the questionnaire says, a choice in its words. */
export function declaredText({ field, column, declared }: DeclaredRow): Localized {
  const choices = column === null && isFieldId(field) ? fieldOf(field).options : undefined
  const text = declared ?? '-'
  return (declared !== null && choices?.[declared]) || { ko: text, en: text }
}
