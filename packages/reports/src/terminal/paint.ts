const CODES = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', blue: '34' } as const

export type Style = keyof typeof CODES
/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

export function paintWith(color: boolean): Paint {
  return color ? (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (_style, text) => text
}
