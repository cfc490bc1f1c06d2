import type { Locale, Localized, VerdictStatus } from '@astrago/contracts'
import type { OpenPoint } from '../model/model.ts'
import { pointStatus, SIGNS } from '../status.ts'
import { POINT_KINDS, STATUSES, WORDS } from '../words.ts'
import { type Html, html } from './escape.ts'

const NONE = html``

export const state = (status: VerdictStatus, word: string): Html =>
  html`<span class="state ${status}">${SIGNS[status]} ${word}</span>`

export const statusState = (status: VerdictStatus, locale: Locale): Html => state(status, STATUSES[status][locale])

export const pointState = (point: Pick<OpenPoint, 'kind' | 'blocking'>, locale: Locale): Html => {
  const word = POINT_KINDS[point.kind][locale]
  return state(pointStatus(point), point.blocking ? `${word} · ${WORDS.blocking[locale]}` : word)
}

/** A list of names and values; those without a value are left out. */
export function facts(rows: readonly (readonly [string, string | Html])[]): Html {
  const filled = rows.filter(([, value]) => value !== '')
  return filled.length
    ? html`<dl class="facts">${filled.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
    : NONE
}

type Cell = string | number | Html

/** A row of cells, or a note on the row above it. */
export type Row = readonly Cell[] | { note: string }

/** A token this long may break anywhere; shorter words stay whole and give their column its width. */
const LONG_TOKEN = /\S{29,}/

/** How wide the columns are: those of a kind line up from table to table. */
export type TableKind = 'plain' | 'checks' | 'steps'

/** On a narrow screen each row becomes a card, its cells named by the header. */
export function table(head: readonly string[], rows: readonly Row[], kind: TableKind = 'plain'): Html {
  const cell = (value: Cell, index: number): Html => {
    const long = typeof value === 'string' && LONG_TOKEN.test(value)
    return html`<td data-label="${head[index] ?? ''}"${long && html` class="long"`}><div>${value}</div></td>`
  }
  return html`<div class="wide"><table class="${kind}"><thead><tr>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${rows.map((row, index) => {
    if ('note' in row) return html`<tr class="note"><td></td><td colspan="${head.length - 1}">${row.note}</td></tr>\n`
    const noted = 'note' in (rows[index + 1] ?? {})
    return html`<tr${noted && html` class="noted"`}>${row.map(cell)}</tr>\n`
  })}</tbody></table></div>`
}

/** A section with its heading, or nothing where there is nothing to say. */
export function section(title: Localized, locale: Locale, explain: string, body: Html | false): Html {
  if (!body) return NONE
  return html`<section><h2>${title[locale]}</h2>${explain && html`<p class="explain">${explain}</p>`}${body}</section>\n`
}
