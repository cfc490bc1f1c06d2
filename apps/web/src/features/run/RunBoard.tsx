'use client'

import { explain, type HostSummary, type Plan, type Problem, type RunView } from '@astrago/contracts'
import { elapsed } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ProgressBar } from '../../parts/ProgressBar.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { HOST_STATES, run as texts } from '../../texts/run.ts'
import { LogView } from './log/LogView.tsx'
import { useLog } from './log/use-log.ts'
import { isTakenBack } from './offers.ts'
import { PhaseTimeline } from './PhaseTimeline.tsx'
import { RunActions } from './RunActions.tsx'
import { RunSentence } from './RunSentence.tsx'
import { RunsCard } from './RunsCard.tsx'
import { progressOf, type TimelinePhase, timelineOf } from './timeline.ts'
import { useNow, useRun } from './use-run.ts'

/** One run: how it stands, its phases, its log, and after the end where each host stands. */
export function RunBoard({ site, id }: { site: string; id: string }) {
  const { asked, live, take, catchUp } = useRun(site, id)
  const { store, version } = useLog(id, take, catchUp)
  const running = asked.data?.run.state === 'running'
  const now = useNow(running)
  if (!asked.data) return <Unanswered asked={asked} />

  const view: RunView = asked.data
  const phases = timelineOf(view.plan, view.run, live, now)
  const actions = view.plan.phases.flatMap((phase) => phase.actions)
  return (
    <Board view={view} phases={phases} now={now} problem={live.problem}>
      <LogView
        site={site}
        run={id}
        store={store}
        version={version}
        hosts={[...new Set(actions.map(({ host }) => host))]}
        actions={actions}
        growing={running}
      />
    </Board>
  )
}

type BoardProps = {
  view: RunView
  phases: readonly TimelinePhase[]
  now: number
  problem: Parameters<typeof ProblemNote>[0]['problem'] | null
  children: React.ReactNode
}

function Board({ view, phases, now, problem, children }: BoardProps) {
  const say = useSay()
  const mayChange = useMayChange()
  const { run, plan, refused } = view
  const ended = run.state !== 'running'
  return (
    <Page
      title={say(run.kind === 'undo' ? texts.undoTitle : texts.title)}
      sentence={<RunSentence view={view} phases={phases} now={now} />}
      actions={mayChange && <RunActions view={view} />}
    >
      {!ended && <Progress share={progressOf(phases)} />}
      {!ended && <StallNote plan={plan} phases={phases} now={now} />}
      {ended && problem && <ProblemNote problem={problem} />}
      {refused.resume?.code === 'RUN_SUPERSEDED' && ended && <SupersededNote problem={refused.resume} />}
      {ended && (run.state !== 'done' || isTakenBack(view)) && <HostsCard hosts={view.hosts} />}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <PhaseTimeline plan={plan} phases={phases} now={now} />
          <RunsCard site={run.site} current={run.id} />
        </div>
        {children}
      </div>
    </Page>
  )
}

function SupersededNote({ problem }: { problem: Problem }) {
  const { what, fix } = explain(problem, useLocale())
  return (
    <Note tone="unknown" title={what}>
      {fix}
    </Note>
  )
}

function Progress({ share }: { share: number }) {
  const say = useSay()
  return <ProgressBar label={say(texts.progress)} share={share} />
}

/** An action that takes more than twice what was expected, and at least half a minute longer. */
function StallNote({ plan, phases, now }: { plan: Plan; phases: readonly TimelinePhase[]; now: number }) {
  const say = useSay()
  const actions = new Map(plan.phases.flatMap((phase) => phase.actions.map((action) => [action.id, action])))
  const slow = phases
    .flatMap((phase) => phase.hosts)
    .find(({ current, step }) => {
      const expected = actions.get(current ?? '')?.expectedMs ?? 0
      return step?.state === 'running' && step.startedAt !== null && now - step.startedAt > expected * 2 + 30_000
    })
  const action = actions.get(slow?.current ?? '')
  if (!slow?.step || !action) return null
  const passed = elapsed(now - (slow.step.startedAt ?? now))
  const params = { host: slow.host, what: say(action.describe), now: passed, expected: elapsed(action.expectedMs) }
  return <Note tone="warn" role="status" title={say(texts.stall, params)} />
}

const TONES: Record<HostSummary['state'], Tone> = {
  untouched: 'plain',
  partial: 'warn',
  complete: 'pass',
  failed: 'fail',
  uncertain: 'warn',
  undone: 'unknown',
}

function HostsCard({ hosts }: { hosts: readonly HostSummary[] }) {
  const say = useSay()
  return (
    <Card title={say(texts.hostsTitle)}>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {hosts.map((host) => (
          <li key={host.host} className="rounded-md border px-4 py-3">
            <p className="flex items-center justify-between gap-2 font-semibold">
              {host.host}
              <Chip tone={TONES[host.state]}>{say(HOST_STATES[host.state])}</Chip>
            </p>
            <p className="mt-1 text-sm break-words">{say(host.what)}</p>
            <p className="mt-1 text-sm text-ink-2">{say(host.next)}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
