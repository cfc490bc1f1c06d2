'use client'

import { ROUTES, type RunView, toProblem } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { run as texts } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'

/** Asks before an installation is taken back, of its own page or of that of an undoing which did not come to its end. */
export function UndoDialog({ view: { run, plan }, onClose }: { view: RunView; onClose: () => void }) {
  const say = useSay()
  const router = useRouter()
  const undo = useChange(ROUTES.undoRun, [ROUTES.readRun, ROUTES.listRuns, ROUTES.readSite])
  const kept = plan.phases.flatMap(({ actions }) => actions).filter(({ undoable }) => !undoable).length
  const params = { site: run.site, run: run.undoes ?? run.id }
  const follow = (made: { id: string }) => {
    onClose()
    router.push(stepHref('install', run.site, { run: made.id }))
  }
  return (
    <ConfirmDialog
      title={say(texts.undoAskTitle)}
      confirm={say(texts.undo)}
      danger
      busy={undo.isPending}
      problem={undo.error && toProblem(undo.error)}
      onConfirm={() => undo.mutate({ params }, { onSuccess: follow })}
      onClose={onClose}
    >
      <p>{say(texts.undoText)}</p>
      {kept > 0 && <p className="text-warn">{say(texts.undoKeeps, { n: kept })}</p>}
    </ConfirmDialog>
  )
}
