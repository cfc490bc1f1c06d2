'use client'

import { type Planning, ROUTES } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useAsk } from '../../lib/query.ts'

const RUNNING_MS = 1000
/** Somebody else may begin one. */
const RESTING_MS = 4000

/** The newest planning of a site, whoever asked for it; what depends on it is asked for again when it changes. */
export function usePlanning(site: string): Planning | null {
  const client = useQueryClient()
  const asked = useAsk(
    ROUTES.readPlanning,
    { params: { site } },
    { refetchInterval: (answer) => (answer?.planning?.state === 'running' ? RUNNING_MS : RESTING_MS) },
  )
  const planning = asked.data?.planning ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change itself is the occasion
  useEffect(() => {
    for (const { url } of [ROUTES.latestPlan, ROUTES.readSite]) void client.invalidateQueries({ queryKey: [url] })
  }, [planning?.id, planning?.state, client])
  return planning
}
