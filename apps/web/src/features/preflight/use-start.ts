'use client'

import { type CheckId, ROUTES } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useChange } from '../../lib/query.ts'
import { useSiteId } from '../../shell/use-site.ts'
import { stepHref } from '../journey/steps.ts'

/** Which hosts and checks, without them all; and what is done besides reading. */
export type Choice = {
  hosts?: string[]
  checks?: CheckId[]
  active?: boolean
  listeners?: boolean
  bandwidth?: boolean
}

/** Starts a preflight of everything, of hosts or of checks, and shows it. */
export function useStart() {
  const site = useSiteId()
  const router = useRouter()
  const start = useChange(ROUTES.startPreflight, [ROUTES.listPreflights, ROUTES.readSite])
  return {
    start: (choice: Choice = {}, onStarted?: () => void) =>
      start.mutate(
        { params: { site }, body: choice },
        {
          onSuccess: () => {
            router.replace(stepHref('preflight', site), { scroll: false })
            onStarted?.()
          },
        },
      ),
    isPending: start.isPending,
    error: start.error,
  }
}
