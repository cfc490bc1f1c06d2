'use client'

import { type Preflight, ROUTES } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useAsk } from '../../lib/query.ts'
import { useJournal } from '../../lib/use-socket.ts'
import { useSiteId } from '../../shell/use-site.ts'
import { hear, type Live, NOTHING_YET } from './live.ts'

const ENDED = [ROUTES.readPreflight, ROUTES.listPreflights, ROUTES.readFixes, ROUTES.readSite, ROUTES.listHosts]
const NONE: Preflight['verdicts'] = []

/** A preflight as it stands: what is stored of it, or while it runs what it tells. */
export function usePreflight(run: string | null) {
  const site = useSiteId()
  const asked = useAsk(ROUTES.readPreflight, { params: { site, run: run ?? '' } }, { enabled: run !== null })
  // The one before stays until the next has come: with the board would go what somebody types in a dialog of it.
  const [before, setBefore] = useState<Preflight | null>(null)
  if (asked.data && asked.data !== before) setBefore(asked.data)
  const isWaiting = asked.isPending && before?.site === site
  const preflight = asked.data ?? (isWaiting ? before : undefined)
  const running = preflight?.state === 'running'
  const live = useLive(preflight?.id ?? null, running)
  const stored = preflight?.verdicts ?? NONE
  const byHost = useMemo(() => Map.groupBy(stored, ({ host }) => host), [stored])
  return {
    asked,
    preflight,
    // Verdicts are stored when a preflight ends.
    verdicts: running ? live.verdicts : byHost,
    live,
    running: running && !live.ended,
  }
}

/** Follows a run while it runs and, when it ends, has everything that depends on it asked for again. */
function useLive(run: string | null, running: boolean): Live {
  const client = useQueryClient()
  const [heard, setHeard] = useState<{ run: string | null; live: Live }>({ run, live: NOTHING_YET })
  const live = heard.run === run ? heard.live : NOTHING_YET
  useJournal(running ? run : null, 1, {
    onEvents: (events) =>
      setHeard((before) => ({ run, live: hear(before.run === run ? before.live : NOTHING_YET, events) })),
  })
  useEffect(() => {
    if (live.ended) for (const { url } of ENDED) void client.invalidateQueries({ queryKey: [url] })
  }, [live.ended, client])
  return live
}
