import type { Localized } from '@astrago/contracts'

/** A text of the catalogue: Korean, then English. */
export const l = (ko: string, en: string): Localized => ({ ko, en })
