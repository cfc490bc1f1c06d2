'use client'

import { useState } from 'react'

/** The token of a link, from the fragment of `hash`: what stands behind the #, null when nothing does. */
export function tokenOf(hash: string): string | null {
  const token = decodeURIComponent(hash.replace(/^#/, ''))
  return token === '' ? null : token
}

let taken: string | null = null

/** Reads the token once and takes it out of the address, so that it stays in no history and no bookmark. */
function takeToken(): string | null {
  const token = tokenOf(window.location.hash)
  if (token) {
    taken = token
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  }
  return taken
}

/** The token of the link that opened the page; null when it had none. Call it below a shell that renders in the browser only. */
export function useLinkToken(): string | null {
  const [token] = useState(takeToken)
  return token
}
