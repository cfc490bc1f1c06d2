'use client'

import { type Plan, ROUTES, toProblem } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { plan as texts } from '../../texts/plan.ts'
import { stepHref } from '../journey/steps.ts'
import { ArtifactsCard } from './ArtifactsCard.tsx'
import { countPlan } from './count.ts'
import { PlanView } from './PlanView.tsx'

/** The files to install from, and the plan that follows from answers, hosts and files. */
export function PlanPage() {
  const say = useSay()
  const site = useSiteId()
  const mayChange = useMayChange()
  const artifacts = useAsk(ROUTES.readArtifacts, { params: { site } })
  const latest = useAsk(ROUTES.latestPlan, { params: { site } })
  const make = useChange(ROUTES.makePlan, [ROUTES.latestPlan, ROUTES.readSite])
  const [approving, setApproving] = useState(false)
  const none = latest.error !== null && toProblem(latest.error).code === 'NOT_FOUND'
  if (!artifacts.data) return <Unanswered asked={artifacts} />
  if (!latest.data && !none) return <Unanswered asked={latest} />

  const plan = latest.data
  return (
    <Page
      title={say(texts.title)}
      sentence={plan ? say(texts.summary, countPlan(plan)) : say(texts.none)}
      actions={
        mayChange && (
          <PlanActions
            plan={plan}
            making={make.isPending}
            onMake={() => make.mutate({ params: { site } })}
            onApprove={() => setApproving(true)}
          />
        )
      }
    >
      {make.error && <ProblemNote problem={toProblem(make.error)} />}
      {plan && <PlanView plan={plan} />}
      <ArtifactsCard site={site} view={artifacts.data} mayChange={mayChange} />
      {approving && plan && <ApproveDialog plan={plan} onClose={() => setApproving(false)} />}
    </Page>
  )
}

type ActionsProps = { plan: Plan | undefined; making: boolean; onMake: () => void; onApprove: () => void }

function PlanActions({ plan, making, onMake, onApprove }: ActionsProps) {
  const say = useSay()
  const seconds = useSeconds(making)
  const ready = plan !== undefined && plan.obstacles.length === 0
  return (
    <>
      <Button look={ready ? 'plain' : 'primary'} busy={making} onClick={onMake}>
        {making ? say(texts.making, { s: seconds }) : say(plan ? texts.again : texts.make)}
      </Button>
      {ready && (
        <Button look="primary" disabled={making} onClick={onApprove}>
          {say(texts.approve)}
        </Button>
      )}
    </>
  )
}

function ApproveDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const say = useSay()
  const router = useRouter()
  const start = useChange(ROUTES.startRun, [ROUTES.listRuns, ROUTES.readSite])
  const { hosts, noReturn } = countPlan(plan)
  return (
    <ConfirmDialog
      title={say(texts.approveTitle)}
      confirm={say(texts.approve)}
      busy={start.isPending}
      problem={start.error && toProblem(start.error)}
      onConfirm={() =>
        start.mutate(
          { params: { site: plan.site, plan: plan.id }, body: { hash: plan.hash } },
          { onSuccess: (run) => router.push(stepHref('install', plan.site, { run: run.id })) },
        )
      }
      onClose={onClose}
    >
      <p>{say(texts.approveText, { hosts })}</p>
      {noReturn > 0 && <p className="text-warn">{say(texts.noReturnText, { n: noReturn })}</p>}
    </ConfirmDialog>
  )
}

function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!running) return
    const start = performance.now()
    const tick = () => setSeconds(Math.floor((performance.now() - start) / 1000))
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [running])
  return seconds
}
