/**
 * Control and direction characters but tab and newline: a terminal or a page that shows the facts would obey them, so
 * each becomes a sign that it does not obey. The carriage return of a file from Windows is none of the line's text.
 */
export function harmless(text: string): string {
  return text.replace(/\r+$/gm, '').replace(/[^\P{Cc}\t\n]|\p{Bidi_Control}/gu, '\ufffd')
}
