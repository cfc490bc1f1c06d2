import { holdInView } from '../../lib/hold-in-view.ts'
import type { Place } from './places.ts'

const TRIES = 50
const AGAIN_MS = 100
const CONTROLS = 'input, select, textarea, button'

/** Brings a place of the questionnaire into view and focus; it may not be drawn yet when its section opens. */
export function focusPlace(place: Place, tries = TRIES): void {
  const element = elementAt(place)
  const target = element?.matches(CONTROLS) ? element : element?.querySelector<HTMLElement>(CONTROLS)
  if (target) {
    target.focus({ preventScroll: true })
    holdInView(target, 'center', () => document.activeElement === target)
  } else if (tries > 0) setTimeout(() => focusPlace(place, tries - 1), AGAIN_MS)
}

/** A row without a named column is met at its first cell. */
function elementAt({ field, row, column }: Place): HTMLElement | null {
  const name = row === undefined ? field : `${field}.${row}.${column ?? 'name'}`
  return document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)
}
