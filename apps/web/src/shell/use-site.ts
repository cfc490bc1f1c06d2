'use client'

import { ROUTES } from '@astrago/contracts'
import { useSearchParams } from 'next/navigation'
import { useAsk } from '../lib/query.ts'

const REFRESH_MS = 20_000

/** The id of the site that the page is about, from its query; empty when there is none. */
export function useSiteId(): string {
  return useSearchParams().get('id') ?? ''
}

/** The site of the page and where its journey stands, asked for again now and then. */
export function useSite() {
  const site = useSiteId()
  return useAsk(ROUTES.readSite, { params: { site } }, { enabled: site !== '', refetchInterval: REFRESH_MS })
}
