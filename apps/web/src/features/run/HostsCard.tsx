'use client'

import { explain, type HostSummary } from '@astrago/contracts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { HOST_STATES, run as texts } from '../../texts/run.ts'
import type { Live } from './live.ts'
import { type Standing, standingsOf } from './standing.ts'

const TONES: Record<HostSummary['state'], Tone> = {
  untouched: 'plain',
  partial: 'warn',
  complete: 'pass',
  failed: 'fail',
  uncertain: 'warn',
  undone: 'unknown',
}

type Props = { hosts: readonly HostSummary[]; live: Live; onLog: (filter: { host: string; step?: string }) => void }

/** After the end: what state each host is in, why, and what to do about it. */
export function HostsCard({ hosts, live, onLog }: Props) {
  const say = useSay()
  return (
    <Card title={say(texts.hostsTitle)}>
      <ul className="grid gap-3 *:min-w-0 sm:grid-cols-2 xl:grid-cols-3">
        {standingsOf(hosts, live).map((host) => (
          <HostItem key={host.host} host={host} onLog={onLog} />
        ))}
      </ul>
    </Card>
  )
}

function HostItem({ host, onLog }: { host: Standing } & Pick<Props, 'onLog'>) {
  const say = useSay()
  const locale = useLocale()
  const why = host.problem && explain(host.problem, locale)
  return (
    <li className="grid content-start gap-1 rounded-md border px-4 py-3">
      <p className="flex items-center justify-between gap-2 font-semibold">
        <span className="min-w-0 truncate">{host.host}</span>
        <Chip tone={TONES[host.state]}>{say(HOST_STATES[host.state])}</Chip>
      </p>
      <p className="text-sm">{say(host.what)}</p>
      {why && <p className="text-sm text-fail">{why.what}</p>}
      <p className="text-sm text-ink-2">{say(host.next)}</p>
      {host.step !== null && (
        <div className="mt-1">
          <Button small onClick={() => onLog({ host: host.host, step: host.step ?? '' })}>
            {say(texts.hostLog)}
            <span className="sr-only"> {host.host}</span>
          </Button>
        </div>
      )}
    </li>
  )
}
