'use client'

import { type HostView, ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { hosts as texts } from '../../texts/hosts.ts'
import { stepHref } from '../journey/steps.ts'
import { ChangedKeyDialog } from './ChangedKeyDialog.tsx'
import { ConfirmKeysDialog } from './ConfirmKeysDialog.tsx'
import { HostRow } from './HostRow.tsx'
import { countHosts, hostState } from './host-state.ts'

/** Which hosts a reach is under way for: their names, or all. */
type Reaching = readonly string[] | 'all' | null

export function HostsPage() {
  const say = useSay()
  const site = useSiteId()
  const asked = useAsk(ROUTES.listHosts, { params: { site } })
  const reach = useChange(ROUTES.reachHosts, [ROUTES.listHosts, ROUTES.readSite])
  const [confirming, setConfirming] = useState<readonly HostView[] | null>(null)

  if (!asked.data) return <UnansweredPage title={say(texts.title)} asked={asked} />
  const hosts = asked.data
  const reaching: Reaching = reach.isPending ? (reach.variables.body.hosts ?? 'all') : null
  const reachHosts = (names?: string[]) => reach.mutate({ params: { site }, body: names ? { hosts: names } : {} })
  const changed = confirming?.find((host) => hostState(host) === 'changed')
  const close = () => setConfirming(null)
  const pinned = (names: string[]) => {
    close()
    reachHosts(names)
  }

  return (
    <Page
      title={say(texts.title)}
      sentence={hosts.length > 0 && <Sentence hosts={hosts} />}
      actions={
        hosts.length > 0 && (
          <Actions hosts={hosts} reaching={reaching} onReach={() => reachHosts()} onConfirm={setConfirming} />
        )
      }
    >
      {reach.error && <ProblemNote problem={toProblem(reach.error)} />}
      {hosts.length === 0 ? (
        <EmptyState
          title={say(texts.emptyTitle)}
          actions={
            <LinkButton look="primary" href={stepHref('form', site, { section: 'resources' })}>
              {say(texts.emptyButton)}
            </LinkButton>
          }
        >
          {say(texts.emptyText)}
        </EmptyState>
      ) : (
        <Card flush>
          <ul className="divide-y">
            {hosts.map((host) => (
              <HostRow
                key={host.name}
                host={host}
                reaching={reaching === 'all' || (reaching?.includes(host.name) ?? false)}
                onReach={() => reachHosts([host.name])}
                onConfirm={() => setConfirming([host])}
              />
            ))}
          </ul>
        </Card>
      )}
      {changed && <ChangedKeyDialog host={changed} onPinned={pinned} onClose={close} />}
      {confirming && !changed && <ConfirmKeysDialog hosts={confirming} onPinned={pinned} onClose={close} />}
    </Page>
  )
}

function Sentence({ hosts }: { hosts: readonly HostView[] }) {
  const say = useSay()
  const counts = countHosts(hosts)
  const parts = [
    counts.ready === counts.n ? texts.allReady : texts.someReady,
    ...(counts.changed > 0 ? [texts.changedKeys] : []),
    ...(counts.offered > 0 ? [texts.toConfirm] : []),
    ...(counts.failed > 0 ? [texts.failedHosts] : []),
    ...(counts.unseen > 0 ? [texts.unseenHosts] : []),
  ]
  return parts.map((part) => say(part, counts)).join(' ')
}

type ActionsProps = {
  hosts: readonly HostView[]
  reaching: Reaching
  onReach: () => void
  onConfirm: (hosts: readonly HostView[]) => void
}

function Actions({ hosts, reaching, onReach, onConfirm }: ActionsProps) {
  const say = useSay()
  const site = useSiteId()
  const mayChange = useMayChange()
  const offered = hosts.filter((host) => hostState(host) === 'offered')
  const allReady = countHosts(hosts).ready === hosts.length
  const main = offered.length > 0 ? 'confirm' : allReady ? 'preflight' : 'reach'
  if (!mayChange) return null
  return (
    <>
      <Button look={main === 'reach' ? 'primary' : 'plain'} busy={reaching !== null} onClick={onReach}>
        {say(reaching === 'all' ? texts.reaching : texts.reachAll)}
      </Button>
      {main === 'confirm' && (
        <Button look="primary" disabled={reaching !== null} onClick={() => onConfirm(offered)}>
          {say(offered.length === 1 ? texts.confirmOne : texts.confirmAll, { n: offered.length })}
        </Button>
      )}
      {main === 'preflight' && (
        <LinkButton look="primary" href={stepHref('preflight', site)}>
          {say(texts.toPreflight)}
        </LinkButton>
      )}
    </>
  )
}
