'use client'

import { type CheckId, ROUTES } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useChange } from '../../lib/query.ts'
import { useSiteId } from '../../shell/use-site.ts'
import { stepHref } from '../journey/steps.ts'

/** Starts a preflight of everything, of hosts or of checks, and shows it. */
export function useStart() {
  const site = useSiteId()
  const router = useRouter()
  const start = useChange(ROUTES.startPreflight, [ROUTES.listPreflights, ROUTES.readSite])
  return {
    start: (only: { hosts?: string[]; checks?: CheckId[] } = {}) =>
      start.mutate({ params: { site }, body: only }, { onSuccess: () => router.replace(stepHref('preflight', site)) }),
    isPending: start.isPending,
    error: start.error,
  }
}
