import { visible } from '../visible.ts'

/** Markup that is safe to send: only `html` makes it. */
export type Html = { readonly markup: string }

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

type Value = Html | string | number | null | false | readonly Value[]

function render(value: Value): string {
  if (value === null || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') {
    return visible(String(value)).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
  }
  return 'markup' in value ? value.markup : value.map(render).join('')
}

/** A template whose values are escaped, for text and for quoted attributes; `Html` values and lists of them go in as they are. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { markup: parts.reduce((all, part, index) => all + render(values[index - 1] ?? null) + part) }
}
