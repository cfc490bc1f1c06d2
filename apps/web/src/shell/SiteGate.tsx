'use client'

import type { ReactNode } from 'react'
import { useSay } from '../lib/locale.ts'
import { LinkButton } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { shell } from '../texts/shell.ts'
import { sites } from '../texts/sites.ts'
import { useSiteId } from './use-site.ts'

/** The pages below are about one site; without its id there is nothing to show. */
export function SiteGate({ children }: { children: ReactNode }) {
  const say = useSay()
  if (useSiteId() !== '') return children
  return (
    <Page title={say(sites.noSuch)} sentence={say(shell.notFoundText)}>
      <div>
        <LinkButton look="primary" href="/">
          {say(shell.toSites)}
        </LinkButton>
      </div>
    </Page>
  )
}
