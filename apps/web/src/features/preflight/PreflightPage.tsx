'use client'

import { ROUTES, speakingPreflight } from '@astrago/contracts'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Page } from '../../parts/Page.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSite, useSiteId } from '../../shell/use-site.ts'
import { preflight as texts } from '../../texts/preflight.ts'
import { NodeTableLink } from '../journey/NodeTableLink.tsx'
import { countNodes, stepHref } from '../journey/steps.ts'
import { ActiveButton } from './ActiveButton.tsx'
import { PreflightBoard } from './PreflightBoard.tsx'
import { StartButton } from './StartButton.tsx'
import { usePreflight } from './use-preflight.ts'

/** The newest preflight of the site, or the one that the address names with `run`. */
export function PreflightPage() {
  const say = useSay()
  const site = useSiteId()
  const named = useSearchParams().get('run')
  const list = useAsk(ROUTES.listPreflights, { params: { site } })
  const checks = useAsk(ROUTES.listChecks, {})
  const newest = speakingPreflight(list.data ?? [])?.id ?? null
  const view = usePreflight(named ?? newest)
  const byId = useMemo(() => new Map((checks.data ?? []).map((check) => [check.id as string, check])), [checks.data])

  const title = say(texts.title)
  if (!list.data) return <UnansweredPage title={title} asked={list} />
  if (!checks.data) return <UnansweredPage title={title} asked={checks} />
  if (list.data.length === 0) return <NothingChecked />
  if (!view.preflight) return <UnansweredPage title={title} asked={view.asked} />
  return (
    <PreflightBoard
      preflight={view.preflight}
      verdicts={view.verdicts}
      live={view.live}
      running={view.running}
      newest={view.preflight.id === newest}
      list={list.data}
      checks={byId}
    />
  )
}

function NothingChecked() {
  const say = useSay()
  const mayChange = useMayChange()
  const { data } = useSite()
  const isClosed = data?.journey.find(({ step }) => step === 'preflight')?.state === 'closed'
  const closed = isClosed && data.site.kind === 'remote'
  const noNodes = closed && countNodes(data.journey) === 0
  const way = noNodes ? (
    <NodeTableLink site={data.site.id} />
  ) : closed ? (
    <LinkButton look="primary" href={stepHref('hosts', data.site.id)}>
      {say(texts.toHosts)}
    </LinkButton>
  ) : (
    <>
      <StartButton look="primary">{say(texts.start)}</StartButton>
      <ActiveButton />
    </>
  )
  return (
    <Page title={say(texts.title)}>
      <EmptyState
        title={say(texts.emptyTitle)}
        steps={texts.emptySteps.map((step) => say(step))}
        actions={data && mayChange && way}
      >
        {say(texts.emptyText)} {closed && say(noNodes ? texts.noNodesText : texts.closedText)}
      </EmptyState>
    </Page>
  )
}
