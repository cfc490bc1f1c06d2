const MARK = '# astrago: '

/** The same text with these lines commented out. */
export function commentedOut(text: string, isOut: (line: string) => boolean): string {
  return text
    .split('\n')
    .map((line) => (isOut(line) ? `${MARK}${line}` : line))
    .join('\n')
}

/** The same text with lines behind it; a text without a line end at its end gets one first. */
export function withLines(text: string, lines: readonly string[]): string {
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return `${start}${lines.map((line) => `${line}\n`).join('')}`
}
