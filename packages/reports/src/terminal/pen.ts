import type { Locale, VerdictStatus } from '@astrago/contracts'
import { SIGNS } from '../status.ts'
import { visible } from '../visible.ts'
import { STATUSES } from '../words.ts'
import type { Part } from './flow.ts'
import type { Paint, Style } from './paint.ts'
import { displayWidth, padTo, wrap } from './width.ts'

/** With what lines are written. `width` in columns; infinite where lines stay whole. */
export type Pen = { locale: Locale; paint: Paint; width: number }

export const COLOURS: Record<VerdictStatus, Style> = { pass: 'green', warn: 'yellow', fail: 'red', unknown: 'dim' }

export const WORST_FIRST: readonly VerdictStatus[] = ['fail', 'unknown', 'warn', 'pass']

export const mark = (status: VerdictStatus, behind: string | number, locale: Locale): Part => ({
  text: `${SIGNS[status]} ${STATUSES[status][locale]} ${behind}`.trim(),
  style: COLOURS[status],
})

const LONGEST = 1000

/** A text of a host or a person on one line, harmless, and cut where nobody would read on. */
export function flat(text: string): string {
  const line = visible(text).replaceAll('\n', ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

/** Labels in a column of their own, their texts beside them, wrapped under themselves; empty ones are left out. */
export function labelled(rows: readonly (readonly [string, string])[], indent: number, pen: Pen): string[] {
  const shown = rows.filter(([, text]) => text !== '')
  const labels = Math.max(0, ...shown.map(([label]) => displayWidth(label)))
  const gap = ' '.repeat(indent + labels + 2)
  return shown.flatMap(([label, text]) =>
    text
      .split('\n')
      .flatMap((line) => wrap(flat(line), pen.width - gap.length))
      .map((line, index) =>
        index === 0 ? `${' '.repeat(indent)}${pen.paint('dim', padTo(label, labels))}  ${line}` : `${gap}${line}`,
      ),
  )
}
