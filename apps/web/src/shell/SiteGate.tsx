'use client'

import { toProblem } from '@astrago/contracts'
import type { ReactNode } from 'react'
import { useSay } from '../lib/locale.ts'
import { LinkButton } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { shell } from '../texts/shell.ts'
import { sites } from '../texts/sites.ts'
import { Changeable } from './identity.tsx'
import { useSite, useSiteId } from './use-site.ts'

/** The pages below are about one site; where the address names none that is there, they say so. One in the archive is only read. */
export function SiteGate({ children }: { children: ReactNode }) {
  const say = useSay()
  const named = useSiteId() !== ''
  const { data, error } = useSite()
  const gone = error !== null && toProblem(error).code === 'NOT_FOUND'
  if (named && !gone) return <Changeable value={!data?.site.archived}>{children}</Changeable>
  return (
    <Page title={say(named ? sites.gone : sites.noSuch)} sentence={say(shell.notFoundText)}>
      <div>
        <LinkButton look="primary" href="/">
          {say(shell.toSites)}
        </LinkButton>
      </div>
    </Page>
  )
}
