// Control characters, bidirectional overrides and invisible marks: what could act on a terminal or reorder a line.
const HIDDEN = /[\p{Cc}\p{Cs}\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu

/**
 * Text from a host or a person as it can safely be shown: line ends stay, tabs become blanks, whatever else is
 * invisible or acts on the reader's screen is written as its code point, such as `\u{1b}`.
 */
export function visible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(HIDDEN, (char) => (char === '\n' ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`))
}
