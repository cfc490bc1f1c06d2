'use client'

import { explain, type HostView, type Problem } from '@astrago/contracts'
import Link from 'next/link'
import { bytes, dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Status.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { HOST_STATES, NODE_ROLES, hosts as texts } from '../../texts/hosts.ts'
import { stepHref } from '../journey/steps.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { fieldOf, HOST_TONES, hostState } from './host-state.ts'

type HostRowProps = { host: HostView; reaching: boolean; onReach: () => void; onConfirm: () => void }

/** One host: what it is, whether it is reached, its key, and what to do when something is not well. */
export function HostRow({ host, reaching, onReach, onConfirm }: HostRowProps) {
  const say = useSay()
  const locale = useLocale()
  const state = hostState(host)
  return (
    <li className="grid gap-x-5 gap-y-2 px-5 py-3.5 md:grid-cols-[190px_1fr_auto]">
      <div className="min-w-0">
        <h2 className="font-semibold">{host.name}</h2>
        <p className="font-mono text-xs text-ink-2">{host.address}</p>
        <p className="text-xs text-ink-2">{host.roles.map((role) => say(NODE_ROLES[role])).join(' · ')}</p>
      </div>
      <div className="grid min-w-0 content-start gap-1.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {reaching ? (
            <Chip tone="running">{say(texts.reaching)}</Chip>
          ) : (
            <Chip tone={HOST_TONES[state]}>{say(HOST_STATES[state])}</Chip>
          )}
          <Summary host={host} />
          {host.seenAt && (
            <span className="text-xs text-ink-3">{say(texts.seen, { at: dateTime(host.seenAt, locale) })}</span>
          )}
        </p>
        <Key host={host} />
        {host.problem && state === 'failed' && <WhatToDo host={host} problem={host.problem} />}
      </div>
      <RowAction host={host} reaching={reaching} onReach={onReach} onConfirm={onConfirm} />
    </li>
  )
}

function Summary({ host: { summary } }: { host: HostView }) {
  const say = useSay()
  if (!summary) return null
  const { os, kernel, cpus, memoryBytes, gpus } = summary
  return (
    <span className="text-sm">
      {say(texts.summary, { os, kernel, cpus, memory: bytes(memoryBytes) })}
      {gpus > 0 && ` · ${say(texts.summaryGpu, { gpus })}`}
    </span>
  )
}

function Key({ host: { key } }: { host: HostView }) {
  const say = useSay()
  if (key.state === 'none') return <p className="text-xs text-ink-2">{say(texts.localKey)}</p>
  return (
    <dl className="grid gap-1">
      {key.pinned && <Fingerprint label={say(texts.pinned)} type={key.type} value={key.pinned} />}
      {key.offered && key.offered !== key.pinned && (
        <Fingerprint label={say(texts.offered)} type={key.type} value={key.offered} />
      )}
    </dl>
  )
}

function WhatToDo({ host, problem }: { host: HostView; problem: Problem }) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  const mayChange = useMayChange()
  const { what, cause, fix } = explain(problem, locale)
  return (
    <div className="text-sm">
      <p className="text-fail">{what}</p>
      <p className="text-ink-2">
        {cause} {fix}{' '}
        {mayChange && (
          <Link
            href={stepHref('form', site, { field: fieldOf(problem) })}
            className="font-semibold whitespace-nowrap text-accent underline underline-offset-2"
          >
            {say(texts.toField)}
            <span className="sr-only"> {host.name}</span>
          </Link>
        )}
      </p>
    </div>
  )
}

function RowAction({ host, reaching, onReach, onConfirm }: HostRowProps) {
  const say = useSay()
  const mayChange = useMayChange()
  const state = hostState(host)
  if (!mayChange || host.key.state === 'none') return null
  const [text, act] =
    state === 'changed'
      ? [texts.compare, onConfirm]
      : state === 'offered'
        ? [texts.confirmOne, onConfirm]
        : [state === 'unseen' ? texts.reachFirst : texts.reachOne, onReach]
  return (
    <div className="self-center">
      <Button small look={state === 'changed' ? 'danger' : 'plain'} disabled={reaching} onClick={act}>
        {say(text)}
        <span className="sr-only"> {host.name}</span>
      </Button>
    </div>
  )
}
