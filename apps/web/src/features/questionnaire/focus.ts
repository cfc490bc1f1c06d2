const TRIES = 20
const CONTROLS = 'input, select, textarea, button'

/**
 * Puts a field of the questionnaire into focus, or the control with the id `cell` where it has one; it may not be drawn
 * yet when its section opens.
 */
export function focusField(field: string, cell?: string, tries = TRIES): void {
  const element = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
  const inside = cell ? element?.querySelector<HTMLElement>(`#${CSS.escape(cell)}`) : null
  const target = inside ?? (element?.matches(CONTROLS) ? element : element?.querySelector<HTMLElement>(CONTROLS))
  if (target) target.focus()
  else if (tries > 0) setTimeout(() => focusField(field, cell, tries - 1), 100)
}
