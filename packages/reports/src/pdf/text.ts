import type { ContentText } from 'pdfmake/interfaces.js'
import { INK, SIZE } from './look.ts'
import type { Ruler } from './ruler.ts'

export type Piece = { text: string; size?: number; bold?: boolean; color?: string }
export type Inline = { text: string; noWrap?: true }

/** Longer values are cut: one value must not fill pages. */
const LONGEST = 4000

const HANGUL_OR_OTHER = /\p{sc=Hangul}+[.,!?:;)\]}'"]* *|\P{sc=Hangul}+/gu

/**
 * A text as pdfmake inlines that break between words only. pdfmake alone breaks Hangul between syllables; a word that
 * fits a line of `width` points is therefore kept whole. One that does not, such as a path with a particle behind it,
 * is broken between its scripts first and inside only where a part alone is wider than the line.
 */
export function inlines(text: string, width: number, size: number, bold: boolean, ruler: Ruler): Inline[] {
  const fits = (part: string): boolean => ruler.width(part.trimEnd(), size, bold) <= width
  const inline = (part: string): Inline => (fits(part) ? { text: part, noWrap: true } : { text: part })
  const shortened = text.length > LONGEST ? `${text.slice(0, LONGEST)} … (${text.length})` : text
  return ruler
    .drawable(shortened)
    .split('\n')
    .flatMap((line, index): Inline[] => {
      const words = line.match(/\S+ *| +/g) ?? []
      const parts = words.flatMap((word) => (fits(word) ? [word] : (word.match(HANGUL_OR_OTHER) ?? [word])))
      const lines = withBreaks(parts, width, (part) => ruler.width(part, size, bold))
      return [...(index === 0 ? [] : [LINE_END]), ...lines.map((part) => (part === null ? LINE_END : inline(part)))]
    })
}

const LINE_END: Inline = { text: '\n' }

/** What pdfmake begins no line with, even behind a space (UAX 14, LB13): a list of paths would run out of its column. */
const GLUED = /^[/!?)\]},.:;]/

/** Null for the end of a line that pdfmake would not end there. */
function withBreaks(parts: readonly string[], width: number, measure: (part: string) => number): (string | null)[] {
  let at = 0
  return parts.flatMap((part) => {
    const isOver = at > 0 && at + measure(part.trimEnd()) > width
    at = Math.min((isOver ? 0 : at) + measure(part), width)
    return isOver && GLUED.test(part) ? [null, part] : [part]
  })
}

/** A paragraph for a place that is `width` points wide. */
export function paragraph(piece: Piece, width: number, ruler: Ruler): ContentText {
  const { size = SIZE.body, bold = false, color = INK.normal } = piece
  return { text: inlines(piece.text, width, size, bold, ruler), fontSize: size, bold, color, lineHeight: 1.25 }
}

/** The text on one line, cut with an ellipsis where it would be wider than `width` points. */
export function oneLine(text: string, width: number, size: number, ruler: Ruler): string {
  const line = ruler.drawable(text).replaceAll('\n', ' ')
  if (ruler.width(line, size, false) <= width) return line
  const chars = Array.from(line)
  while (chars.length > 0 && ruler.width(`${chars.join('')}…`, size, false) > width) chars.pop()
  return `${chars.join('')}…`
}
