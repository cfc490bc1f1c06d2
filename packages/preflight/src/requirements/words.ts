import type { Localized } from '@astrago/contracts'
import { l } from '../text.ts'

type Values = { value: readonly string[] }

/** What is written alike in every language. */
export const same = (text: string): Localized => l(text, text)

/** The values of several lists, each once. */
export const list = (...lists: readonly Values[]): string =>
  [...new Set(lists.flatMap(({ value }) => value))].join(', ')

/** Names of packages, by family of systems. */
export const packages = ({ debian, rhel }: { debian?: Values; rhel?: Values }): Localized =>
  same([...(debian ? [`apt: ${list(debian)}`] : []), ...(rhel ? [`dnf: ${list(rhel)}`] : [])].join('; '))

/** What must not be there. */
export const none = (...lists: readonly Values[]): Localized =>
  l(`없을 것: ${list(...lists)}`, `none of: ${list(...lists)}`)
