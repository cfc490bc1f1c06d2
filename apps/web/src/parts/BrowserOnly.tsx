'use client'

import { type ReactNode, useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Its children are drawn in the browser only, never into the exported page. */
export function BrowserOnly({ children }: { children: ReactNode }) {
  const browser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return browser ? children : null
}
