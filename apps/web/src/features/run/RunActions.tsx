'use client'

import { type Plan, ROUTES, type Run, toProblem } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { run as texts } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'

const REFRESH = [ROUTES.readRun, ROUTES.listRuns, ROUTES.readSite]

/** What one may do with a run as it stands. */
export function RunActions({ run, plan }: { run: Run; plan: Plan }) {
  const say = useSay()
  const router = useRouter()
  const [asking, setAsking] = useState<'cancel' | 'undo' | null>(null)
  const params = { site: run.site, run: run.id }
  const cancel = useChange(ROUTES.cancelRun, REFRESH)
  const resume = useChange(ROUTES.resumeRun, REFRESH)
  const undo = useChange(ROUTES.undoRun, REFRESH)
  const close = () => setAsking(null)
  const running = run.state === 'running'
  const install = run.kind === 'install'
  const kept = plan.phases.flatMap(({ actions }) => actions).filter(({ undoable }) => !undoable).length
  return (
    <>
      {!running && install && (
        <Button look="danger" onClick={() => setAsking('undo')}>
          {say(texts.undo)}
        </Button>
      )}
      {!running && install && run.state !== 'done' && (
        <Button look="primary" busy={resume.isPending} onClick={() => resume.mutate({ params })}>
          {say(texts.resume)}
        </Button>
      )}
      {run.state === 'done' && install && (
        <LinkButton look="primary" href={stepHref('report', run.site)}>
          {say(texts.toReport)}
        </LinkButton>
      )}
      {running && (
        <Button look="danger" onClick={() => setAsking('cancel')}>
          {say(texts.cancel)}
        </Button>
      )}
      {resume.error && (
        <Dialog title={say(texts.resume)} onClose={resume.reset}>
          <ProblemNote problem={toProblem(resume.error)} />
        </Dialog>
      )}
      {asking === 'cancel' && (
        <ConfirmDialog
          title={say(install ? texts.cancelTitle : texts.cancelUndoTitle)}
          confirm={say(texts.cancel)}
          danger
          busy={cancel.isPending}
          problem={cancel.error && toProblem(cancel.error)}
          onConfirm={() => cancel.mutate({ params }, { onSuccess: close })}
          onClose={close}
        >
          <p>{say(install ? texts.cancelText : texts.cancelUndoText)}</p>
        </ConfirmDialog>
      )}
      {asking === 'undo' && (
        <ConfirmDialog
          title={say(texts.undoAskTitle)}
          confirm={say(texts.undo)}
          danger
          busy={undo.isPending}
          problem={undo.error && toProblem(undo.error)}
          onConfirm={() =>
            undo.mutate(
              { params },
              {
                onSuccess: (made) => {
                  close()
                  router.push(stepHref('install', run.site, { run: made.id }))
                },
              },
            )
          }
          onClose={close}
        >
          <p>{say(texts.undoText)}</p>
          {kept > 0 && <p className="text-warn">{say(texts.undoKeeps, { n: kept })}</p>}
        </ConfirmDialog>
      )}
    </>
  )
}
