'use client'

import { ROUTES } from '@astrago/contracts'
import { useSearchParams } from 'next/navigation'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Page } from '../../parts/Page.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { run as texts } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'
import { RunBoard } from './RunBoard.tsx'

/** The run that the address names, else the newest. */
export function RunPage() {
  const say = useSay()
  const site = useSiteId()
  const named = useSearchParams().get('run')
  const asked = useAsk(ROUTES.listRuns, { params: { site } })
  if (!asked.data) return <Unanswered asked={asked} />
  const id = named ?? asked.data[0]?.id
  if (id) return <RunBoard key={id} site={site} id={id} />
  return (
    <Page title={say(texts.title)}>
      <EmptyState
        title={say(texts.noneTitle)}
        actions={
          <LinkButton look="primary" href={stepHref('plan', site)}>
            {say(texts.toPlan)}
          </LinkButton>
        }
      >
        {say(texts.noneText)}
      </EmptyState>
    </Page>
  )
}
