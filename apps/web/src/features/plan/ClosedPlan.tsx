'use client'

import type { JourneyState, Site } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Page } from '../../parts/Page.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { DISTRIBUTIONS } from '../../texts/shell.ts'
import { NodeTableLink } from '../journey/NodeTableLink.tsx'
import { countNodes, stepHref } from '../journey/steps.ts'

type Closed = { site: Site; journey: readonly JourneyState[] }

/** Whether no plan can be made yet, whatever the hosts say. */
export const isClosed = ({ site, journey }: Closed): boolean =>
  site.distribution !== 'rke2' || (site.kind === 'remote' && countNodes(journey) === 0)

/** Why no plan can be made, and where that is mended. */
export function ClosedPlan({ site }: { site: Site }) {
  const say = useSay()
  const foreign = site.distribution !== 'rke2'
  const way = foreign ? (
    <LinkButton look="primary" href={stepHref('site', site.id)}>
      {say(texts.toSite)}
    </LinkButton>
  ) : (
    <NodeTableLink site={site.id} />
  )
  const name = say(DISTRIBUTIONS[site.distribution])
  return (
    <Page title={say(texts.title)}>
      <EmptyState title={say(foreign ? texts.foreign : texts.noNodes, { name })} actions={way}>
        {say(foreign ? texts.foreignText : texts.noNodesText)}
      </EmptyState>
    </Page>
  )
}
