'use client'

import { type AppError, type Plan, ROUTES, toProblem } from '@astrago/contracts'
import type { ReactNode } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { fixes as texts } from '../../texts/fixes.ts'
import { countPlan } from '../plan/count.ts'
import { HostActions } from '../plan/PhaseItem.tsx'
import { PlanNotes } from '../plan/PlanNotes.tsx'

type PlanDialogProps = {
  title: string
  confirm: string
  /** Said where there is nothing to change. */
  nothing: string
  /** What it does is to take something back. */
  undoing?: boolean
  preview: { data: Plan | undefined; error: AppError | null }
  /** What the plan is of, above it. */
  children: ReactNode
  onStarted?: () => void
  onClose: () => void
}

/** Shows every command and file of a plan, and carries it out when somebody agrees. */
export function PlanDialog(props: PlanDialogProps) {
  const { title, confirm, nothing, undoing = false, preview, children, onStarted, onClose } = props
  const say = useSay()
  const start = useChange(ROUTES.startFixes, [ROUTES.readFixes])
  const { data: plan } = preview
  const error = start.error ?? preview.error
  const actions = plan?.phases.flatMap((phase) => phase.actions) ?? []
  const approve = ({ id, hash, site }: Plan) =>
    start.mutate(
      { params: { site }, body: { plan: id, hash } },
      {
        onSuccess: () => {
          onClose()
          onStarted?.()
          // How far it is stands at the top of the page.
          window.scrollTo({ top: 0 })
        },
      },
    )
  return (
    <ConfirmDialog
      wide
      title={title}
      confirm={confirm}
      danger={undoing}
      busy={start.isPending}
      blocked={actions.length === 0}
      problem={error && toProblem(error)}
      onConfirm={() => plan && approve(plan)}
      onClose={onClose}
    >
      {children}
      {!plan && !preview.error && <Waiting what={say(texts.looking)} />}
      {plan && (
        <>
          <PlanNotes
            site={plan.site}
            tone="warn"
            title={say(texts.leftOut, { n: plan.warnings.length })}
            list={plan.warnings}
          />
          <p className="font-semibold">{actions.length > 0 ? say(texts.count, countPlan(plan)) : nothing}</p>
          {[...Map.groupBy(actions, ({ host }) => host)].map(([host, own], index) => (
            <HostActions key={host} host={host} actions={own} open={index === 0} undoing={undoing} />
          ))}
        </>
      )}
    </ConfirmDialog>
  )
}
