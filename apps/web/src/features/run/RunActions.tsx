'use client'

import { ROUTES, type RunView, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { CANCELLING, run as texts } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'
import { offersOf } from './offers.ts'
import { UndoDialog } from './UndoDialog.tsx'

const REFRESH = [ROUTES.readRun, ROUTES.listRuns, ROUTES.readSite]

/** What one may do with a run as it stands; with an undoing, what one may do with the installation that it takes back. */
export function RunActions({ view }: { view: RunView }) {
  const say = useSay()
  const [asking, setAsking] = useState<'cancel' | 'undo' | null>(null)
  const { run } = view
  const offers = offersOf(view)
  const params = { site: run.site, run: run.id }
  const cancel = useChange(ROUTES.cancelRun, REFRESH)
  const resume = useChange(ROUTES.resumeRun, REFRESH)
  const close = () => setAsking(null)
  const cancelling = CANCELLING[run.kind]
  return (
    <>
      {offers.undo && (
        <Button look="danger" onClick={() => setAsking('undo')}>
          {say(texts.undo)}
        </Button>
      )}
      {offers.resume && (
        <Button look="primary" busy={resume.isPending} onClick={() => resume.mutate({ params })}>
          {say(texts.resume)}
        </Button>
      )}
      {offers.plan && (
        <LinkButton look="primary" href={stepHref('plan', run.site)}>
          {say(texts.toPlan)}
        </LinkButton>
      )}
      {offers.report && (
        <LinkButton look="primary" href={stepHref('report', run.site)}>
          {say(texts.toReport)}
        </LinkButton>
      )}
      {offers.preflight && (
        <LinkButton look="primary" href={stepHref('preflight', run.site)}>
          {say(texts.toPreflight)}
        </LinkButton>
      )}
      {offers.cancel && (
        <Button look="danger" onClick={() => setAsking('cancel')}>
          {say(cancelling.act)}
        </Button>
      )}
      {resume.error && (
        <Dialog title={say(texts.resume)} onClose={resume.reset}>
          <ProblemNote problem={toProblem(resume.error)} />
        </Dialog>
      )}
      {asking === 'cancel' && (
        <ConfirmDialog
          title={say(cancelling.title)}
          confirm={say(cancelling.act)}
          dismiss={say(texts.keepGoing)}
          danger
          busy={cancel.isPending}
          problem={cancel.error && toProblem(cancel.error)}
          onConfirm={() => cancel.mutate({ params }, { onSuccess: close })}
          onClose={close}
        >
          <p>{say(cancelling.text)}</p>
        </ConfirmDialog>
      )}
      {asking === 'undo' && <UndoDialog view={view} onClose={close} />}
    </>
  )
}
