import type { Localized } from '../text.ts'

/** HTTP status, whether trying again may help, and what a person reads. */
export type ErrorEntry = { status: number; retry: boolean; what: Localized; cause: Localized; fix: Localized }

export const l = (ko: string, en: string): Localized => ({ ko, en })
