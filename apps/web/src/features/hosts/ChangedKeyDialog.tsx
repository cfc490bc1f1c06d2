'use client'

import { type HostView, ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { hosts as texts } from '../../texts/hosts.ts'
import { Fingerprint } from './Fingerprint.tsx'

type ChangedKeyDialogProps = { host: HostView; onPinned: (names: string[]) => void; onClose: () => void }

/** A key that is not the pinned one: both fingerprints, and a new pin only after it was confirmed with the owner. */
export function ChangedKeyDialog({ host, onPinned, onClose }: ChangedKeyDialogProps) {
  const say = useSay()
  const site = useSiteId()
  const [asked, setAsked] = useState(false)
  const confirm = useChange(ROUTES.confirmHostKeys, [ROUTES.listHosts, ROUTES.readSite])
  const { name, key } = host
  return (
    <ConfirmDialog
      wide
      danger
      title={say(texts.changedTitle, { host: name })}
      confirm={say(texts.changedButton)}
      blocked={!asked || !key.offered}
      busy={confirm.isPending}
      problem={confirm.error && toProblem(confirm.error)}
      onConfirm={() =>
        confirm.mutate(
          { params: { site }, body: { hosts: [{ name, fingerprint: key.offered ?? '' }] } },
          { onSuccess: () => onPinned([name]) },
        )
      }
      onClose={onClose}
    >
      <p>{say(texts.changedText)}</p>
      <dl className="grid gap-2 rounded-md border px-3 py-2.5">
        <Fingerprint label={say(texts.pinned)} type={null} value={key.pinned ?? ''} />
        <Fingerprint label={say(texts.offered)} type={key.type} value={key.offered ?? ''} />
      </dl>
      <label className="flex items-start gap-2.5">
        <input
          type="checkbox"
          checked={asked}
          onChange={(event) => setAsked(event.target.checked)}
          className="mt-1 size-4 shrink-0 accent-accent"
        />
        {say(texts.changedCheck)}
      </label>
    </ConfirmDialog>
  )
}
