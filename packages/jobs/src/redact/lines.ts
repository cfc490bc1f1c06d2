import { cleanText } from './clean.ts'
import type { Redactor } from './redactor.ts'

/** A line without end is given out in parts once this many characters wait. */
const LONGEST_WAIT = 65_536
/** An escape sequence that may still be cut off is at most this long. */
const LONGEST_ESCAPE = 256

export type Lines = {
  /** The whole lines so far, cleaned and masked, without the last newline; null when there is none yet. */
  push(chunk: string): string | null
  /** What is left of a last line without a newline. */
  end(): string | null
}

/**
 * Puts a stream of chunks, cut anywhere, together into masked lines. Only the last, unfinished line is held back; of one
 * that grows without end all but a tail as long as the longest secret is given out as a line of its own.
 */
export function makeLines(redactor: Redactor): Lines {
  let waiting = ''

  const push = (chunk: string): string | null => {
    const newline = chunk.lastIndexOf('\n')
    if (newline >= 0) {
      const whole = redactor.redact(cleanText(waiting + chunk.slice(0, newline)))
      waiting = chunk.slice(newline + 1)
      const part = takePart()
      return part === null ? whole : `${whole}\n${part}`
    }
    waiting += chunk
    return takePart()
  }

  const takePart = (): string | null => {
    if (waiting.length <= LONGEST_WAIT) return null
    const sequence = waiting.indexOf('\u001b', waiting.length - LONGEST_ESCAPE)
    const text = cleanText(sequence < 0 ? waiting : waiting.slice(0, sequence))
    const unfinished = sequence < 0 ? '' : waiting.slice(sequence)
    const cut = wholeCharacters(text, redactor.safeCut(text))
    waiting = (cut > 0 ? text.slice(cut) : redactor.redact(text)) + unfinished
    return cut > 0 ? redactor.redact(text.slice(0, cut)) : null
  }

  const end = (): string | null => {
    const rest = redactor.redact(cleanText(waiting))
    waiting = ''
    return rest === '' ? null : rest
  }
  return { push, end }
}

/** `cut`, or the place before it where it would fall between the two halves of one character. */
function wholeCharacters(text: string, cut: number): number {
  const code = text.charCodeAt(cut)
  return code >= 0xdc00 && code <= 0xdfff ? cut - 1 : cut
}
