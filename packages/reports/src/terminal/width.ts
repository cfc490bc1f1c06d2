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

/** A word that is wider than a line, cut where the line is full. */
function cutWord(word: string, width: number): string[] {
  const pieces = ['']
  let used = 0
  for (const { segment } of segmenter.segment(word)) {
    const size = cells(segment)
    if (used + size > width && used > 0) {
      pieces.push('')
      used = 0
    }
    pieces[pieces.length - 1] += segment
    used += size
  }
  return pieces
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
