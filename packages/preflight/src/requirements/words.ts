import type { Localized } from '@astrago/contracts'
import { l } from '../text.ts'

type Values = { value: readonly string[] }

/** What is written alike in every language. */
export const same = (text: string): Localized => l(text, text)

/** The values of several lists, each once. */
export const list = (...lists: readonly Values[]): string =>
  [...new Set(lists.flatMap(({ value }) => value))].join(', ')

const state =
  (ko: string, en: string) =>
  (...lists: readonly Values[]): Localized =>
    l(`${ko}: ${list(...lists)}`, `${en}: ${list(...lists)}`)

/** Packages that are named alike everywhere. */
export const installed = state('설치될 것', 'installed')

/** Modules that the kernel has to find. */
export const loadable = state('불러올 수 있을 것', 'can be loaded')

/** Commands that have to be there. */
export const present = state('모두 있을 것', 'all of')

/** Names of packages, by family of systems. */
export const packages = ({ debian, rhel }: { debian?: Values; rhel?: Values }): Localized =>
  installed({
    value: [...(debian ? [`${list(debian)} (apt)`] : []), ...(rhel ? [`${list(rhel)} (dnf)`] : [])],
  })

/** One of these will do. */
export const oneOf = state('다음 중 하나', 'one of')

/** What must not be there. */
export const none = state('없을 것', 'none of')
