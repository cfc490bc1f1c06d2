import type { Localized } from '@astrago/contracts'

export const l = (ko: string, en: string): Localized => ({ ko, en })
