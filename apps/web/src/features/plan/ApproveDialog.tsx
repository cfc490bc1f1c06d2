'use client'

import { type Plan, ROUTES, toProblem } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { stepHref } from '../journey/steps.ts'
import { countPlan } from './count.ts'

/** Says what approving does, and what cannot be taken back. */
export function ApproveDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
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
