import { z } from 'zod'

/** A JSON Schema as the formatter of this repository writes JSON: a list of words stays on one line where it fits. */
export function schemaText(title: string, type: z.ZodType): string {
  const text = JSON.stringify({ title, ...z.toJSONSchema(type, { target: 'draft-2020-12' }) }, null, 2)
  return `${text.replace(
    /^(.*)\[\n([^[\]{}]*)\n *\](,?)$/gm,
    (expanded, before: string, items: string, comma: string) => {
      const line = `${before}[${items
        .split('\n')
        .map((item) => item.trim())
        .join(' ')}]${comma}`
      return line.length <= 120 ? line : expanded
    },
  )}\n`
}
