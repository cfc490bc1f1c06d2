import type { Localized } from '@astrago/contracts'

export const l = (ko: string, en: string): Localized => ({ ko, en })

/** A value that reads the same in every language, such as an address. */
export const same = (value: string): Localized => ({ ko: value, en: value })
