/** Longer lines are shown as several: nobody reads, and no page renders, a line of a megabyte. */
const LONGEST_LINE = 16_384
const PARTS = new RegExp(`.{1,${LONGEST_LINE}}`, 'gsu')

export type Folded = { text: string; lines: number }

/** `text` as pieces of whole lines, each piece as it goes into one log event of about `pieceLength` characters. */
export function foldLines(text: string, pieceLength: number): Folded[] {
  const pieces: Folded[] = []
  let piece = { start: 0, lines: 0 }
  for (let start = 0, end = 0; end < text.length || start === 0; start = end + 1) {
    end = lineEnd(text, start)
    const isLong = end - start > LONGEST_LINE
    if (isLong && piece.lines > 0) pieces.push({ text: text.slice(piece.start, start - 1), lines: piece.lines })
    if (isLong) {
      pieces.push(splitLine(text.slice(start, end)))
      piece = { start: end + 1, lines: 0 }
      continue
    }
    piece.lines += 1
    if (end === text.length || end - piece.start >= pieceLength) {
      pieces.push({ text: text.slice(piece.start, end), lines: piece.lines })
      piece = { start: end + 1, lines: 0 }
    }
  }
  return pieces
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start)
  return newline < 0 ? text.length : newline
}

function splitLine(line: string): Folded {
  const parts = line.match(PARTS) ?? []
  return { text: parts.join('\n'), lines: parts.length }
}
