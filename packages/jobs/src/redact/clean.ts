// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what these two look for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of ECMA-48: CSI, OSC, DCS and friends, the short ones
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b\n]*\u001b\\|\u001b[ -/]*[0-~]/g

/**
 * Text as a person may see it anywhere: no terminal escape sequence, no control character but tab and newline, no
 * character that turns the reading direction. Of a line that overwrites itself (`\r`) the last state stays.
 */
export function cleanText(text: string): string {
  if (text.search(CONTROL) < 0) return text
  return overwritten(text.replace(ESCAPES, '')).replace(CONTROL, '')
}

function overwritten(text: string): string {
  if (!text.includes('\r')) return text
  return text
    .split('\n')
    .map((line) => line.replace(/\r+$/, ''))
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n')
}
