'use client'

import { type Plan, ROUTES, type Run, roughDuration, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { dateTime, roughly } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSite, useSiteId } from '../../shell/use-site.ts'
import { plan as texts } from '../../texts/plan.ts'
import { run } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'
import { ApproveDialog } from './ApproveDialog.tsx'
import { ArtifactsCard } from './ArtifactsCard.tsx'
import { ClosedPlan, isClosed } from './ClosedPlan.tsx'
import { countPlan } from './count.ts'
import { PlanningCard } from './PlanningCard.tsx'
import { PlanView } from './PlanView.tsx'
import { usePlanning } from './use-planning.ts'

type RunHead = Omit<Run, 'steps'>

/** Somebody else may start a run. */
const RUNS_MS = 4000

/** The files to install from, and the plan that follows from answers, hosts and files. */
export function PlanPage() {
  const say = useSay()
  const site = useSiteId()
  const mayChange = useMayChange()
  const planning = usePlanning(site)
  const latest = useAsk(ROUTES.latestPlan, { params: { site } })
  const runs = useAsk(ROUTES.listRuns, { params: { site } }, { refetchInterval: RUNS_MS })
  const { data: about } = useSite()
  const none = latest.error !== null && toProblem(latest.error).code === 'NOT_FOUND'
  const make = useChange(ROUTES.startPlanning, [ROUTES.readPlanning])
  if (!latest.data && !none) return <UnansweredPage title={say(texts.title)} asked={latest} />
  if (none && about && isClosed(about)) return <ClosedPlan site={about.site} />

  const plan = latest.data
  const underWay = runs.data?.find(({ state }) => state === 'running')
  const used = runs.data?.find((each) => each.plan === plan?.id && each.kind === 'install')
  return (
    <Page
      title={say(texts.title)}
      sentence={plan ? <Sentence plan={plan} fresh={!used} /> : say(texts.none)}
      actions={
        <Actions
          plan={plan}
          used={used}
          underWay={underWay !== undefined}
          busy={underWay !== undefined || planning?.state === 'running'}
          making={make.isPending}
          mayChange={mayChange}
          onMake={() => make.mutate({ params: { site } })}
        />
      }
    >
      {make.error && <ProblemNote problem={toProblem(make.error)} />}
      {underWay && <RunNote run={underWay} />}
      {planning && <PlanningCard site={site} planning={planning} mayChange={mayChange} />}
      {plan && <PlanView plan={plan} />}
      <ArtifactsCard site={site} mayChange={mayChange} />
    </Page>
  )
}

/** What the plan does and how long that takes; the estimate says where it comes from. */
function Sentence({ plan, fresh }: { plan: Plan; fresh: boolean }) {
  const say = useSay()
  const locale = useLocale()
  const { data: estimate } = useAsk(ROUTES.estimatePlan, { params: { site: plan.site, plan: plan.id } })
  const basis = estimate && say(estimate.basedOnRuns > 0 ? run.basisRuns : run.basisPlan, { n: estimate.basedOnRuns })
  const left = estimate && roughly(Math.max(1, estimate.remainingMs))
  return [
    say(texts.summary, countPlan(plan)),
    ...(left && basis ? [say(texts.takes, { time: roughDuration(left, locale), basis })] : []),
    ...(fresh ? [say(texts.nothingYet)] : []),
  ].join(' ')
}

type ActionsProps = {
  plan: Plan | undefined
  /** The installation that the plan was approved for. */
  used: RunHead | undefined
  underWay: boolean
  busy: boolean
  making: boolean
  mayChange: boolean
  onMake: () => void
}

function Actions({ plan, used, underWay, busy, making, mayChange, onMake }: ActionsProps) {
  const say = useSay()
  const [approving, setApproving] = useState(false)
  const ready = plan !== undefined && plan.obstacles.length === 0 && !used
  return (
    <>
      {mayChange && (
        <Button look={ready || used ? 'plain' : 'primary'} busy={making} disabled={busy} onClick={onMake}>
          {say(plan ? texts.again : texts.make)}
        </Button>
      )}
      {mayChange && ready && (
        <Button look="primary" disabled={busy} onClick={() => setApproving(true)}>
          {say(texts.approve)}
        </Button>
      )}
      {used && !underWay && (
        <LinkButton look="primary" href={stepHref('install', used.site, { run: used.id })}>
          {say(texts.toRun)}
        </LinkButton>
      )}
      {approving && plan && <ApproveDialog plan={plan} onClose={() => setApproving(false)} />}
    </>
  )
}

/** Somebody installs by now: what is seen here goes on elsewhere. */
function RunNote({ run }: { run: RunHead }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <Note
      tone="running"
      role="status"
      title={say(run.kind === 'undo' ? texts.busyUndo : texts.busyRun)}
      actions={
        <LinkButton small href={stepHref('install', run.site, { run: run.id })}>
          {say(texts.toRun)}
        </LinkButton>
      }
    >
      {say(texts.busyRunText, { who: run.startedBy, at: dateTime(run.startedAt, locale) })}
    </Note>
  )
}
