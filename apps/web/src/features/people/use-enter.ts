'use client'

import { type Identity, ROUTES } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/** A path of this console; anything else, such as another site's address, leads home. */
export function safeNext(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/'
}

/** Lets a new session in: everything is asked for again as that person. */
export function useEnter(): (identity: Identity, next?: string | null) => void {
  const client = useQueryClient()
  const router = useRouter()
  return (identity, next = null) => {
    client.clear()
    client.setQueryData([ROUTES.session.url, {}], { identity, needsFirstUser: false })
    router.replace(
      identity.role === 'customer' ? `/form?${new URLSearchParams({ id: identity.site ?? '' })}` : safeNext(next),
    )
  }
}
