import type { Paint, Style } from './paint.ts'
import { displayWidth, wrap } from './width.ts'

/** A piece of a line with the colour it gets. */
export type Part = { text: string; style?: Style }

/**
 * Parts one behind the other, two blanks between them; a part that does not fit the line goes to the next one, and
 * one that is wider than a line is wrapped. Each line starts with `indent` blanks, all but the first with two more.
 */
export function flow(parts: readonly Part[], indent: number, width: number, paint: Paint): string[] {
  const pieces = parts.flatMap(({ text, style }) => wrap(text, width - indent - 2).map((piece) => ({ piece, style })))
  const lines: { painted: string; used: number }[] = []
  for (const { piece, style } of pieces) {
    const painted = style ? paint(style, piece) : piece
    const line = lines.at(-1)
    const size = displayWidth(piece)
    if (line && line.used + 2 + size <= width) {
      line.painted += `  ${painted}`
      line.used += 2 + size
    } else {
      const margin = line ? indent + 2 : indent
      lines.push({ painted: ' '.repeat(margin) + painted, used: margin + size })
    }
  }
  return lines.map((line) => line.painted)
}
