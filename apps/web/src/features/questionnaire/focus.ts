import type { Place } from './places.ts'

const TRIES = 50
const AGAIN_MS = 100
const SETTLES_MS = 2000
const CONTROLS = 'input, select, textarea, button'

/** Brings a place of the questionnaire into view and focus; it may not be drawn yet when its section opens. */
export function focusPlace(place: Place, tries = TRIES): void {
  const element = elementAt(place)
  const target = element?.matches(CONTROLS) ? element : element?.querySelector<HTMLElement>(CONTROLS)
  if (target) {
    target.scrollIntoView({ block: 'center' })
    target.focus({ preventScroll: true })
    holdInView(target)
  } else if (tries > 0) setTimeout(() => focusPlace(place, tries - 1), AGAIN_MS)
}

/** What is drawn above it a moment later, such as the problems of other rows, would push it out of view again. */
function holdInView(target: HTMLElement): void {
  const observer = new ResizeObserver(() => {
    if (document.activeElement === target) target.scrollIntoView({ block: 'center' })
  })
  observer.observe(document.body)
  setTimeout(() => observer.disconnect(), SETTLES_MS)
}

/** A row without a named column is met at its first cell. */
function elementAt({ field, row, column }: Place): HTMLElement | null {
  const name = row === undefined ? field : `${field}.${row}.${column ?? 'name'}`
  return document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)
}
