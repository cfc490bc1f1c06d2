const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' })

// East Asian Wide and Fullwidth of UAX #11 as far as terminals draw them in two cells, with emoji.
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})/u
const MARK = /^\p{M}+$/u

const cells = (grapheme: string): number => (MARK.test(grapheme) ? 0 : WIDE.test(grapheme) ? 2 : 1)

/** Cells that a text without control characters takes on a terminal: two for Hangul and other wide characters. */
export function displayWidth(text: string): number {
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += cells(segment)
  return width
}

/** The text with blanks behind it up to `width` cells. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Behind these a long list, path or address may be cut. */
const JOINT = /[,/;:&]/

/** A word that is wider than a line, cut where the line is full; behind a joint where one is in the second half of it. */
function cutWord(word: string, width: number): string[] {
  const pieces = [{ text: '', used: 0, joint: 0 }]
  for (const { segment } of segmenter.segment(word)) {
    const size = cells(segment)
    let piece = pieces.at(-1) as (typeof pieces)[number]
    if (piece.used + size > width && piece.used > 0) {
      const at = displayWidth(piece.text.slice(0, piece.joint)) > width / 2 ? piece.joint : piece.text.length
      const rest = piece.text.slice(at)
      piece.text = piece.text.slice(0, at)
      piece = { text: rest, used: displayWidth(rest), joint: 0 }
      pieces.push(piece)
    }
    piece.text += segment
    piece.used += size
    if (JOINT.test(segment)) piece.joint = piece.text.length
  }
  return pieces.map(({ text }) => text)
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ').flatMap((w) => cutWord(w, width))) {
    const longer = current === '' ? word : `${current} ${word}`
    if (displayWidth(longer) <= width) current = longer
    else {
      lines.push(current)
      current = word
    }
  }
  return [...lines, current]
}

/** Breaks between words, and inside a word only where it is wider than a whole line. `Infinity` wraps nothing. */
export function wrap(text: string, width: number): string[] {
  const lines = text.split('\n')
  return Number.isFinite(width) ? lines.flatMap((line) => wrapLine(line, Math.max(2, width))) : lines
}
