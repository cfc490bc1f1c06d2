'use client'

import { type Localized, ROUTES, type Run, type RunView, roughDuration } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ProgressBar } from '../../parts/ProgressBar.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { fixes as texts } from '../../texts/fixes.ts'
import { CANCELLING } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'
import { HostsCard } from '../run/HostsCard.tsx'
import { hear, isOver, NOTHING_YET } from '../run/live.ts'

const RUNNING_MS = 1000
/** What a run of fixes changes when it begins and ends. */
const DEPENDS = [ROUTES.readFixes, ROUTES.listPreflights, ROUTES.readSite]

type RunHead = Omit<Run, 'steps'>

/** A run of fixes: how far it is; after it stopped, why, and where each host stands. */
export function FixRunNote({ run }: { run: RunHead }) {
  const client = useQueryClient()
  const { site, id } = run
  const { data: view } = useAsk(
    ROUTES.readRun,
    { params: { site, run: id } },
    { refetchInterval: (known) => (known?.run.state === 'running' ? RUNNING_MS : false) },
  )
  const state = view?.run.state
  useEffect(() => {
    if (state && state !== 'running') for (const { url } of DEPENDS) void client.invalidateQueries({ queryKey: [url] })
  }, [state, client])
  if (!view || state === 'done') return null
  return state === 'running' ? <UnderWay view={view} /> : <Stopped view={view} />
}

function LogLink({ run }: { run: RunHead }) {
  const say = useSay()
  return (
    <LinkButton small href={stepHref('install', run.site, { run: run.id })}>
      {say(texts.log)}
    </LinkButton>
  )
}

function UnderWay({ view: { run, plan } }: { view: RunView }) {
  const say = useSay()
  const locale = useLocale()
  const mayChange = useMayChange()
  const now = useNow(1000, true)
  const cancel = useChange(ROUTES.cancelRun, [ROUTES.readRun])
  const total = plan.phases.flatMap(({ actions }) => actions).length
  const done = run.steps.filter(({ state }) => isOver(state)).length
  const passed = roughDuration(Math.max(0, now - Date.parse(run.startedAt)), locale)
  return (
    <Note
      tone="running"
      role="status"
      title={say(run.kind === 'fix' ? texts.fixing : texts.undoing, { who: run.startedBy })}
      actions={
        <>
          {mayChange && (
            <Button
              small
              look="danger"
              busy={cancel.isPending}
              onClick={() => cancel.mutate({ params: { site: run.site, run: run.id } })}
            >
              {say(CANCELLING[run.kind].act)}
            </Button>
          )}
          <LogLink run={run} />
        </>
      }
    >
      <p className="mb-2">{say(texts.progress, { done, total, passed })}</p>
      <ProgressBar label={say(texts.progressLabel)} share={total === 0 ? 0 : done / total} />
    </Note>
  )
}

const TITLES: Record<'fix' | 'undo', Record<'failed' | 'cancelled' | 'interrupted', Localized>> = {
  fix: { failed: texts.fixFailed, cancelled: texts.fixCancelled, interrupted: texts.interrupted },
  undo: { failed: texts.undoFailed, cancelled: texts.undoCancelled, interrupted: texts.interrupted },
}

function Stopped({ view: { run, hosts } }: { view: RunView }) {
  const say = useSay()
  const router = useRouter()
  const params = { site: run.site, run: run.id }
  const { data: told } = useAsk(ROUTES.readRunEvents, { params })
  const live = hear(NOTHING_YET, told?.events ?? [])
  const state = run.state as keyof (typeof TITLES)['fix']
  const open = hosts.filter((host) => host.state !== 'complete' && host.state !== 'untouched')
  return (
    <>
      <Note
        tone={state === 'failed' ? 'fail' : 'warn'}
        role="status"
        title={say(TITLES[run.kind === 'fix' ? 'fix' : 'undo'][state])}
        actions={<LogLink run={run} />}
      >
        {say(texts.stoppedText)}
      </Note>
      {live.problem && <ProblemNote problem={live.problem} />}
      {open.length > 0 && (
        <HostsCard hosts={open} live={live} onLog={() => router.push(stepHref('install', run.site, { run: run.id }))} />
      )}
    </>
  )
}
