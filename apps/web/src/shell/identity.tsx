'use client'

import type { Identity } from '@astrago/contracts'
import { createContext, type ReactNode, useContext } from 'react'

const IdentityContext = createContext<Identity | null>(null)

export function IdentityProvider({ identity, children }: { identity: Identity; children: ReactNode }) {
  return <IdentityContext value={identity}>{children}</IdentityContext>
}

/** Who is logged in; only below the shells, which let nobody else through. */
export function useIdentity(): Identity {
  const identity = useContext(IdentityContext)
  if (!identity) throw new Error('useIdentity outside of a shell')
  return identity
}

/** Whether what is below can be changed by anybody: an archived site cannot. */
export const Changeable = createContext(true)

/** Whether the reader may change things; others see the same page without its buttons. */
export function useMayChange(): boolean {
  const changeable = useContext(Changeable)
  return useIdentity().role === 'reseller' && changeable
}
