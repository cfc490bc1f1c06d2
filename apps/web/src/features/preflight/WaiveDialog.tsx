'use client'

import { findingIdentity, ROUTES, SITE_WIDE, toProblem, type Verdict, WAIVER_DAYS, waiverDay } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Field, TextArea, TextInput } from '../../parts/Field.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { preflight } from '../../texts/preflight.ts'
import { waivers as texts } from '../../texts/waivers.ts'

type WaiveDialogProps = { verdict: Verdict; title: string; alike: readonly Verdict[]; onClose: () => void }

const findingOf = ({ check, host, outcome, ...more }: Verdict) => ({
  check,
  host,
  outcome,
  identity: findingIdentity(more),
})

/** Asks for the reason and the expiry of a waiver, and whether it is for the other hosts with the same result too. */
export function WaiveDialog({ verdict, title, alike, onClose }: WaiveDialogProps) {
  const say = useSay()
  const site = useSiteId()
  const waive = useChange(ROUTES.waive, [ROUTES.listWaivers, ROUTES.listPreflights, ROUTES.readSite])
  const [now] = useState(() => new Date())
  const [reason, setReason] = useState('')
  const [expires, setExpires] = useState(waiverDay(now, WAIVER_DAYS.standard))
  const [all, setAll] = useState(false)
  const findings = (all ? [verdict, ...alike] : [verdict]).map(findingOf)
  const host = verdict.host === SITE_WIDE ? say(preflight.siteWide) : verdict.host
  return (
    <FormDialog
      title={say(texts.title)}
      submit={say(texts.waive)}
      busy={waive.isPending}
      problem={waive.error && toProblem(waive.error)}
      onClose={onClose}
      onSubmit={() => waive.mutate({ params: { site }, body: { findings, reason, expires } }, { onSuccess: onClose })}
    >
      <p>{say(texts.text, { host, check: title, found: verdict.found || '-' })}</p>
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
      <Field label={say(texts.expires)} hint={say(texts.expiresHint, { most: WAIVER_DAYS.most })}>
        {(ids) => (
          <TextInput
            {...ids}
            type="date"
            required
            min={waiverDay(now, 0)}
            max={waiverDay(now, WAIVER_DAYS.most)}
            value={expires}
            onChange={(event) => setExpires(event.target.value)}
          />
        )}
      </Field>
      {alike.length > 0 && (
        <label className="flex items-start gap-2">
          <input type="checkbox" className="mt-1" checked={all} onChange={(event) => setAll(event.target.checked)} />
          <span>
            {say(texts.alike, { n: alike.length })}
            <span className="block text-xs text-ink-3">{alike.map((each) => each.host).join(', ')}</span>
          </span>
        </label>
      )}
    </FormDialog>
  )
}
