const TRIES = 20
const CONTROLS = 'input, select, textarea, button'

/** Puts a field of the questionnaire into focus; it may not be drawn yet when its section opens. */
export function focusField(field: string, tries = TRIES): void {
  const element = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
  const target = element?.matches(CONTROLS) ? element : element?.querySelector<HTMLElement>(CONTROLS)
  if (target) target.focus()
  else if (tries > 0) setTimeout(() => focusField(field, tries - 1), 100)
}
