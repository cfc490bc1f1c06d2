import { fieldOf, isFieldId, NODE_COLUMN_IDS, NODE_COLUMNS, type NodeColumn } from '@astrago/exchange-form'
import type { Say } from '../../../lib/locale.ts'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { cellText } from '../nodes/cell-text.ts'
import { isSame } from '../same.ts'
import type { Difference } from '../section-work.ts'

const SECRET = '●●●●●●'

/** A value in words; a secret, typed or stored, is never shown. Of a server, the cells that differ. */
export function shown(value: unknown, { field, row, mine, theirs }: Difference, say: Say): string {
  if (row !== undefined && value === undefined) return `(${say(texts.noRow)})`
  if (isEmptyValue(value)) return `(${say(texts.empty)})`
  if (isCells(value)) return row === undefined ? SECRET : cellLines(value, mine, theirs, say)
  if (isFieldId(field) && fieldOf(field).secret) return SECRET
  return plainText(value, isFieldId(field) ? fieldOf(field).options : undefined, say)
}

type Options = ReturnType<typeof fieldOf>['options']

function plainText(value: unknown, options: Options, say: Say): string {
  if (Array.isArray(value)) return value.map((each) => (isCells(each) ? String(each.name ?? '') : each)).join('\n')
  if (typeof value === 'boolean') return say(value ? texts.yes : texts.no)
  const option = options?.[String(value)]
  return option ? say(option) : String(value)
}

type Cells = Readonly<Record<string, unknown>>
const isCells = (value: unknown): value is Cells => typeof value === 'object' && value !== null && !Array.isArray(value)
const isEmptyValue = (value: unknown): boolean => isSame(value, undefined)

function cellLines(row: Cells, one: unknown, other: unknown, say: Say): string {
  const isShown = (column: string) =>
    isCells(one) && isCells(other) ? !isSame(one[column], other[column]) : !isEmptyValue(row[column])
  return NODE_COLUMN_IDS.filter(isShown)
    .map((column) => `${say(NODE_COLUMNS[column].label)}: ${secretSafe(column, row[column], say)}`)
    .join('\n')
}

function secretSafe(column: NodeColumn, value: unknown, say: Say): string {
  if (isEmptyValue(value)) return `(${say(texts.empty)})`
  return NODE_COLUMNS[column].secret ? SECRET : cellText(value, say)
}
