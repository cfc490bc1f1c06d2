'use client'

import type { ReactNode } from 'react'
import { useSay } from '../lib/locale.ts'
import { LinkButton } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { shell } from '../texts/shell.ts'
import { sites } from '../texts/sites.ts'
import { Changeable } from './identity.tsx'
import { useSite, useSiteId } from './use-site.ts'

/** The pages below are about one site; without its id there is nothing to show, and one in the archive is only read. */
export function SiteGate({ children }: { children: ReactNode }) {
  const say = useSay()
  const archived = useSite().data?.site.archived ?? false
  if (useSiteId() !== '') return <Changeable value={!archived}>{children}</Changeable>
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
