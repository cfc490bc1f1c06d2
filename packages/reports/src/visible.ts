// Control characters, bidirectional overrides, invisible marks and fillers, and what XML cannot hold: what could act on
// a terminal, reorder a line, break a parser or hide in a name. Variation selectors only choose how an emoji is drawn.
export const HIDDEN =
  /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb\ufffe\uffff]/gu

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
