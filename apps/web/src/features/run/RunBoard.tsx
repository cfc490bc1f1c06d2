'use client'

import { explain, type Problem, type Run, type RunView } from '@astrago/contracts'
import { useState } from 'react'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useNow } from '../../lib/use-now.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ProgressBar } from '../../parts/ProgressBar.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { RUN_TITLES, run as texts } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'
import { HostsCard } from './HostsCard.tsx'
import type { Filter } from './log/LogFilterBar.tsx'
import { LogView } from './log/LogView.tsx'
import { isTakenBack } from './offers.ts'
import { PhaseTimeline } from './PhaseTimeline.tsx'
import { RunActions } from './RunActions.tsx'
import { RunSentence } from './RunSentence.tsx'
import { type RunHead, RunsCard } from './RunsCard.tsx'
import { StallNote } from './StallNote.tsx'
import { stallsOf } from './stall.ts'
import { progressOf, timelineOf } from './timeline.ts'
import { useRun } from './use-run.ts'

type Props = { site: string; id: string; runs: readonly RunHead[] }

/** One run: how it stands, its phases, its log, and after the end where each host stands. */
export function RunBoard({ site, id, runs }: Props) {
  const say = useSay()
  const known = useRun(site, id)
  const { asked } = known
  const now = useNow(1000, asked.data?.run.state === 'running')
  if (!asked.data) return <UnansweredPage title={say(texts.title)} asked={asked} />
  return <Board {...known} view={asked.data} runs={runs} now={now} />
}

type BoardProps = Omit<ReturnType<typeof useRun>, 'asked'> & { view: RunView; runs: readonly RunHead[]; now: number }

function Board({ view, live, store, version, bump, lastLines, runs, now }: BoardProps) {
  const say = useSay()
  const mayChange = useMayChange()
  const [filter, setFilter] = useState<Filter>({})
  const { run, plan, estimate } = view
  const phases = timelineOf(plan, run, live, now)
  const ended = run.state !== 'running'
  const showLog = (wanted: Filter) => {
    setFilter(wanted)
    document.getElementById(LOG)?.scrollIntoView({ block: 'start' })
  }
  return (
    <Page
      title={say(RUN_TITLES[run.kind])}
      sentence={<RunSentence view={view} phases={phases} phase={live.phase} now={now} />}
      actions={mayChange && <RunActions view={view} />}
    >
      <OtherRunNote run={run} runs={runs} />
      {!ended && <ProgressBar label={say(texts.progress)} share={progressOf(phases)} />}
      {!ended && (
        <StallNote
          kind={run.kind}
          stalls={stallsOf({ plan, phases, estimate, now })}
          now={now}
          lastLines={lastLines}
          onLog={(step) => showLog({ step })}
        />
      )}
      {ended && <EndNotes view={view} problem={live.problem} />}
      {ended && (run.state !== 'done' || isTakenBack(view)) && (
        <HostsCard hosts={view.hosts} live={live} onLog={showLog} />
      )}
      <div className="grid items-start gap-4 *:min-w-0 lg:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
        <div className="grid gap-4 max-lg:contents">
          <PhaseTimeline kind={run.kind} plan={plan} phases={phases} estimate={estimate} now={now} />
          {runs.length > 0 && (
            <div className="max-lg:order-last">
              <RunsCard runs={runs} current={run.id} />
            </div>
          )}
        </div>
        <LogView
          id={LOG}
          site={run.site}
          run={run.id}
          kind={run.kind}
          plan={plan}
          store={store}
          version={version}
          onLoaded={bump}
          growing={!ended}
          filter={filter}
          onFilter={setFilter}
        />
      </div>
    </Page>
  )
}

const LOG = 'log'

function EndNotes({ view, problem }: { view: RunView; problem: Problem | null }) {
  const { refused } = view
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {refused.resume?.code === 'RUN_SUPERSEDED' && <SupersededNote problem={refused.resume} />}
    </>
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

/** Another run works at the site while this one is looked at, begun by whomever. */
function OtherRunNote({ run, runs }: { run: Run; runs: readonly RunHead[] }) {
  const say = useSay()
  const other = runs.find(({ id, state }) => id !== run.id && state === 'running')
  if (!other) return null
  return (
    <Note
      tone="running"
      role="status"
      title={say(other.kind === 'undo' ? texts.otherUndo : texts.otherInstall, { who: other.startedBy })}
      actions={
        <LinkButton small href={stepHref('install', run.site, { run: other.id })}>
          {say(texts.toOther)}
        </LinkButton>
      }
    />
  )
}
