'use client'

import { ROUTES } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Page } from '../../parts/Page.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { run as texts } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'
import { RunBoard } from './RunBoard.tsx'
import type { RunHead } from './RunsCard.tsx'

/** Somebody else may begin, resume or undo a run. */
const RUNS_MS = 4000
const NONE: readonly RunHead[] = []

/** The run that the address names, else the newest. */
export function RunPage() {
  const say = useSay()
  const site = useSiteId()
  const named = useSearchParams().get('run')
  const asked = useAsk(ROUTES.listRuns, { params: { site } }, { refetchInterval: RUNS_MS })
  useNews(asked.data ?? NONE)
  if (!asked.data) return <UnansweredPage title={say(texts.title)} asked={asked} />
  const id = named ?? asked.data[0]?.id
  if (id) return <RunBoard key={id} site={site} id={id} runs={asked.data} />
  return (
    <Page title={say(texts.title)}>
      <EmptyState
        title={say(texts.noneTitle)}
        steps={texts.noneSteps.map((step) => say(step))}
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

/** What one run does decides what another one may: whatever changes in the list, the runs are asked for again. */
function useNews(runs: readonly RunHead[]): void {
  const client = useQueryClient()
  const signature = runs.map(({ id, state }) => `${id} ${state}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change itself is the occasion
  useEffect(() => {
    for (const { url } of [ROUTES.readRun, ROUTES.readSite]) void client.invalidateQueries({ queryKey: [url] })
  }, [signature, client])
}
