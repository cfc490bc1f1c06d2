import { type Localized, type Place, SITE_WIDE } from '@astrago/contracts'
import { fieldOf, isFieldId, SECTIONS, sectionOf } from '@astrago/exchange-form'
import type { Say } from '../../lib/locale.ts'
import { plan as texts } from '../../texts/plan.ts'
import { STEPS } from '../../texts/shell.ts'
import { stepHref } from '../journey/steps.ts'

/** Where the file has its row on the plan page. */
export const fileAnchor = (name: string): string => `file-${name}`

/** The address of a place, and the words that name it: `네트워크 › 가상 IP`. */
export function linkTo(place: Place, site: string, say: Say): { href: string; words: string } {
  if (place.kind === 'artifact')
    return { href: `#${fileAnchor(place.name)}`, words: path([texts.filesTitle, place.name], say) }
  if (place.kind === 'preflight') return { href: stepHref('preflight', site), words: say(STEPS.preflight) }
  if (place.kind === 'verdict') {
    const { check, host } = place
    const where = host === SITE_WIDE ? [] : [host]
    return { href: stepHref('preflight', site, { check, host }), words: path([STEPS.preflight, ...where], say) }
  }
  return linkToField(place, site, say)
}

function linkToField({ field, row, column }: Extract<Place, { kind: 'field' }>, site: string, say: Say) {
  const cell = row === undefined || column === undefined ? null : { row: String(row), column }
  const href = stepHref('form', site, { field, ...cell })
  if (!isFieldId(field)) return { href, words: say(STEPS.form) }
  const node = cell ? [say(texts.atCell, { n: Number(cell.row) + 1 })] : []
  return { href, words: path([SECTIONS[sectionOf(field)].title, fieldOf(field).label, ...node], say) }
}

const path = (parts: readonly (Localized | string)[], say: Say): string =>
  parts.map((part) => (typeof part === 'string' ? part : say(part))).join(' › ')
