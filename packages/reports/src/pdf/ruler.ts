import { visible } from '../visible.ts'
import { FAMILY } from './look.ts'

/** Knows how wide a text will be in points and which characters the font can draw. */
export type Ruler = {
  width(text: string, size: number, bold: boolean): number
  /** The text as it can be drawn; a character that the font lacks becomes □. */
  drawable(text: string): string
  /** Whether any character was replaced so far. */
  replaced(): boolean
}

type Font = { widthOfString(text: string, size: number): number; font: { hasGlyphForCodePoint(code: number): boolean } }

/** What pdfmake's document offers and its types leave out. */
type FontSource = { provideFont(family: string, bold: boolean, italics: boolean): Font }

/** A ruler that measures with the fonts of a pdfmake document. */
export function rulerOf(document: unknown): Ruler {
  const fonts = document as FontSource
  const regular = fonts.provideFont(FAMILY, false, false)
  const bold = fonts.provideFont(FAMILY, true, false)
  let replaced = false
  const drawn = (char: string): string => {
    if (char === '\n' || regular.font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)) return char
    replaced = true
    return '□'
  }
  return {
    width: (text, size, isBold) => (isBold ? bold : regular).widthOfString(text, size),
    drawable: (text) => Array.from(visible(text).normalize('NFC'), drawn).join(''),
    replaced: () => replaced,
  }
}
