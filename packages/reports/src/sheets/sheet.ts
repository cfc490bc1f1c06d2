import type { Locale } from '@astrago/contracts'

/** A table of texts in one language. `share` is a column's part of the width. */
export type SheetTable = {
  title: string
  explain: string
  columns: readonly { title: string; share: number }[]
  rows: readonly (readonly string[])[]
}

/** A document of tables that is handed to somebody, as it is printed or opened in a spreadsheet. */
export type Sheet = {
  locale: Locale
  title: string
  site: string
  product: string
  /** ISO 8601. */
  generatedAt: string
  about: readonly (readonly [name: string, value: string])[]
  notes: readonly string[]
  tables: readonly SheetTable[]
  /** Only in the spreadsheet: what one copies rather than reads. */
  attachments: readonly SheetTable[]
  /** Boxes to sign, each with its empty lines. */
  signatures: readonly { title: string; lines: readonly string[] }[]
}
