'use client'

import {
  type Estimate,
  explain,
  type Localized,
  type Plan,
  type RunKind,
  roughDuration,
  type StepState,
} from '@astrago/contracts'
import clsx from 'clsx'
import { elapsed } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { Sign, type Tone, toneClass } from '../../parts/Status.tsx'
import { STEP_STATES, run as texts } from '../../texts/run.ts'
import { sayAction } from './say-action.ts'
import type { TimelineHost, TimelinePhase } from './timeline.ts'

const TONES: Record<StepState, Tone> = {
  pending: 'plain',
  running: 'running',
  done: 'pass',
  already: 'pass',
  failed: 'fail',
  cancelled: 'unknown',
  undone: 'unknown',
}

type Props = { kind: RunKind; plan: Plan; phases: readonly TimelinePhase[]; estimate: Estimate; now: number }

/** The phases in order; of one that is at work or in trouble, its hosts. */
export function PhaseTimeline({ kind, plan, phases, estimate, now }: Props) {
  const say = useSay()
  const titles = new Map(plan.phases.map(({ id, title }) => [id, title]))
  const actions = new Map(plan.phases.flatMap((phase) => phase.actions.map(({ id, describe }) => [id, describe])))
  return (
    <Card title={say(texts.phases)}>
      <ol className="grid gap-1">
        {phases.map((phase) => (
          <Phase
            key={phase.id}
            kind={kind}
            phase={phase}
            title={titles.get(phase.id)}
            actions={actions}
            leftMs={estimate.phases.find(({ phase: id }) => id === phase.id)?.leftMs ?? 0}
            now={now}
          />
        ))}
      </ol>
    </Card>
  )
}

/** An estimate below this says nothing. */
const ROUGH_MS = 5_000

type PhaseProps = {
  kind: RunKind
  phase: TimelinePhase
  title: Localized | undefined
  actions: ReadonlyMap<string, Localized>
  /** What the phase will still take. */
  leftMs: number
  now: number
}

function Phase({ kind, phase, title, actions, leftMs, now }: PhaseProps) {
  const say = useSay()
  const locale = useLocale()
  const open = phase.state === 'running' || phase.state === 'failed' || phase.state === 'cancelled'
  return (
    <li className={clsx('rounded-md px-2.5 py-2', open && 'bg-accent-soft')}>
      <div className="flex items-center justify-between gap-3">
        <span className="flex min-w-0 items-center gap-2 font-semibold">
          <span className={clsx('grid size-5 shrink-0 place-items-center', toneClass(TONES[phase.state]))}>
            {phase.state === 'pending' ? (
              <span aria-hidden className="size-3 rounded-full border border-edge" />
            ) : (
              <Sign tone={TONES[phase.state]} size={16} />
            )}
          </span>
          <span className="min-w-0">{title ? say(title) : phase.id}</span>
          <span className="sr-only">{say(STEP_STATES[phase.state])}</span>
        </span>
        <span className="shrink-0 text-sm text-ink-2 tabular-nums">
          {phase.state === 'pending'
            ? leftMs >= ROUGH_MS && say(texts.about, { left: roughDuration(leftMs, locale) })
            : `${phase.done}/${phase.total}`}
          {phase.ms > 0 && ` · ${elapsed(phase.ms)}`}
        </span>
      </div>
      {phase.reading && <p className="mt-1.5 pl-7 text-sm text-ink-2">{say(texts.reading)}</p>}
      {open && !phase.reading && (
        <ul className="mt-1.5 grid gap-1 pl-7">
          {phase.hosts.map((host) => (
            <Host key={host.host} kind={kind} host={host} describe={actions.get(host.current ?? '')} now={now} />
          ))}
        </ul>
      )}
    </li>
  )
}

type HostProps = { kind: RunKind; host: TimelineHost; describe: Localized | undefined; now: number }

function Host({ kind, host, describe, now }: HostProps) {
  const say = useSay()
  const locale = useLocale()
  const { step } = host
  const running = step?.state === 'running' && step.startedAt !== null
  return (
    <li className="grid grid-cols-[84px_1fr_auto] items-baseline gap-3 text-sm">
      <span className="truncate font-semibold">{host.host}</span>
      <span className={clsx('min-w-0 break-words', toneClass(TONES[host.state]))}>
        {describe && host.state !== 'done' ? sayAction(kind, describe, say) : say(STEP_STATES[host.state])}
        {step && step.attempts > 1 && <span className="text-ink-2"> · {say(texts.attempt, { n: step.attempts })}</span>}
        {step?.problem && <span className="block text-ink-2">{explain(step.problem, locale).what}</span>}
      </span>
      <span className="text-ink-2 tabular-nums">
        {host.done}/{host.total}
        {running && ` · ${elapsed(now - (step.startedAt ?? now))}`}
      </span>
    </li>
  )
}
