import type { Locale, Localized, Params } from '@astrago/contracts'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { format } from './format.ts'

const KEY = 'astrago.locale'
const listeners = new Set<() => void>()

/** Storage can be switched off in the browser; then the choice lasts as long as the page. */
let chosen: Locale | undefined

function read(): Locale {
  if (chosen) return chosen
  try {
    chosen = window.localStorage.getItem(KEY) === 'en' ? 'en' : 'ko'
  } catch {
    chosen = 'ko'
  }
  return chosen
}

/** Switches every text on the page and remembers the choice on this machine. */
export function setLocale(locale: Locale): void {
  chosen = locale
  try {
    window.localStorage.setItem(KEY, locale)
  } catch {
    chosen = locale
  }
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** The language in use; Korean until the reader chose another. */
export function useLocale(): Locale {
  const locale = useSyncExternalStore(subscribe, read, () => 'ko' as const)
  useEffect(() => {
    // Setting it styles the whole page anew, even to what it is; every text on the page comes by here.
    if (document.documentElement.lang !== locale) document.documentElement.lang = locale
  }, [locale])
  return locale
}

export type Say = (text: Localized, params?: Params) => string

/** The function that turns a text of the catalogue into words of the language in use. */
export function useSay(): Say {
  const locale = useLocale()
  return useCallback((text: Localized, params?: Params) => format(text, locale, params), [locale])
}
