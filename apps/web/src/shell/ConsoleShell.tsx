'use client'

import { ROUTES } from '@astrago/contracts'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { useSay } from '../lib/locale.ts'
import { useAsk } from '../lib/query.ts'
import { Unanswered, Waiting } from '../parts/Waiting.tsx'
import { shell } from '../texts/shell.ts'
import { ConnectionBar } from './ConnectionBar.tsx'
import { IdentityProvider } from './identity.tsx'
import { Rail } from './Rail.tsx'
import { TopBar } from './TopBar.tsx'

/** The frame of everything a reseller or support sees; others are led to where they belong. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const say = useSay()
  const asked = useAsk(ROUTES.session, {})
  const identity = asked.data?.identity ?? null
  const elsewhere = useElsewhere(asked.data)
  if (!asked.data) {
    return (
      <main className="mx-auto max-w-xl p-6">
        <title>AstraGo</title>
        <Unanswered asked={asked} />
      </main>
    )
  }
  if (!identity || elsewhere) {
    return (
      <main className="p-6">
        <title>AstraGo</title>
        <Waiting />
      </main>
    )
  }
  return (
    <IdentityProvider identity={identity}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-2 focus:rounded-md focus:bg-card focus:px-3 focus:py-2"
      >
        {say(shell.skip)}
      </a>
      <TopBar />
      <ConnectionBar />
      <div className="md:flex">
        <Rail />
        <main id="main" className="min-w-0 flex-1 px-6.5 py-6 max-sm:px-3.5 max-sm:py-4">
          {children}
        </main>
      </div>
    </IdentityProvider>
  )
}

type Session = { identity: { role: string; site: string | null } | null }

/** Leads who is not logged in to the login page, and a customer to the questionnaire; null when the reader may stay. */
function useElsewhere(session: Session | undefined): string | null {
  const router = useRouter()
  const path = usePathname()
  const query = useSearchParams().toString()
  const wasIn = useRef(false)
  const target = session ? elsewhere(session, query ? `${path}?${query}` : path) : null
  const isIn = Boolean(session?.identity)
  useEffect(() => {
    if (target) router.replace(wasIn.current && !isIn ? `${target}&ended=1` : target)
    wasIn.current ||= isIn
  }, [target, isIn, router])
  return target
}

function elsewhere({ identity }: Session, here: string): string | null {
  if (!identity) return `/login?${new URLSearchParams({ next: here })}`
  if (identity.role === 'customer') return `/form?${new URLSearchParams({ id: identity.site ?? '' })}`
  return null
}
