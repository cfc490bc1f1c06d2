'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, TextArea } from '../../parts/Field.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { preflight as texts } from '../../texts/preflight.ts'
import { acceptable, type Judged } from './board.ts'

type AcceptanceProps = { item: Judged; title: string; mayChange: boolean }

/** Whether a failure is accepted and by whom, or the button to accept it, or that nobody can. */
export function Acceptance({ item, title, mayChange }: AcceptanceProps) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const { verdict, acceptance } = item
  if (acceptance) return <Accepted acceptance={acceptance} mayChange={mayChange} />
  if (verdict.status === 'fail' && !acceptable(verdict)) return <p className="text-ink-2">{say(texts.neverAccept)}</p>
  if (!acceptable(verdict) || !mayChange) return null
  return (
    <div>
      <Button small onClick={() => setAsking(true)}>
        {say(texts.acceptOpen)}
      </Button>
      {asking && <AcceptDialog item={item} title={title} onClose={() => setAsking(false)} />}
    </div>
  )
}

type AcceptedProps = { acceptance: NonNullable<Judged['acceptance']>; mayChange: boolean }

function Accepted({ acceptance, mayChange }: AcceptedProps) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  const withdraw = useChange(ROUTES.withdrawAcceptance, [ROUTES.listAcceptances, ROUTES.readSite])
  const { id, who, at, reason } = acceptance
  return (
    <div className="grid justify-items-start gap-2 rounded-md bg-unknown-soft px-3 py-2">
      <p>{say(texts.acceptedBy, { who, at: dateTime(at, locale), reason })}</p>
      {mayChange && (
        <Button small busy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { site, acceptance: id } })}>
          {say(texts.withdraw)}
        </Button>
      )}
      {withdraw.error && <ProblemNote problem={toProblem(withdraw.error)} />}
    </div>
  )
}

function AcceptDialog({ item, title, onClose }: { item: Judged; title: string; onClose: () => void }) {
  const say = useSay()
  const site = useSiteId()
  const accept = useChange(ROUTES.accept, [ROUTES.listAcceptances, ROUTES.readSite])
  const [reason, setReason] = useState('')
  const { check, host } = item.verdict
  return (
    <FormDialog
      title={say(texts.acceptTitle)}
      submit={say(texts.accept)}
      busy={accept.isPending}
      problem={accept.error && toProblem(accept.error)}
      onClose={onClose}
      onSubmit={() => accept.mutate({ params: { site }, body: { check, host, reason } }, { onSuccess: onClose })}
    >
      <p>{say(texts.acceptText, { host, check: title })}</p>
      <Field label={say(texts.reason)} hint={say(texts.reasonHint)}>
        {(ids) => (
          <TextArea
            {...ids}
            required
            minLength={5}
            maxLength={500}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
