'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, TextInput } from '../../parts/Field.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { common } from '../../texts/common.ts'
import { invitations as texts } from '../../texts/invitations.ts'

const DAYS = 14

/** Makes a link, then shows it: the one time that it can be seen. */
export function InviteDialog({ site, onClose }: { site: string; onClose: () => void }) {
  const say = useSay()
  const invite = useChange(ROUTES.invite, [ROUTES.listInvitations])
  const [note, setNote] = useState('')
  const [days, setDays] = useState(String(DAYS))
  if (invite.data) return <MadeLink token={invite.data.token} onClose={onClose} />
  return (
    <FormDialog
      title={say(texts.make)}
      submit={say(texts.make)}
      busy={invite.isPending}
      problem={invite.error && toProblem(invite.error)}
      onClose={onClose}
      onSubmit={() => invite.mutate({ params: { site }, body: { note, days: Number(days) } })}
    >
      <Field label={say(texts.note)} hint={say(texts.noteHint)}>
        {(ids) => (
          <TextInput {...ids} required maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      <Field label={say(texts.days)}>
        {(ids) => (
          <TextInput
            {...ids}
            type="number"
            min={1}
            max={90}
            required
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}

function MadeLink({ token, onClose }: { token: string; onClose: () => void }) {
  const say = useSay()
  const link = `${window.location.origin}/invite/#${token}`
  return (
    <Dialog
      title={say(texts.madeTitle)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(common.close)}</Button>
          <CopyButton look="primary" label={say(texts.copy)} text={link} />
        </>
      }
    >
      <p>{say(texts.madeText)}</p>
      <Field label={say(texts.link)}>
        {(ids) => <TextInput {...ids} readOnly mono value={link} onFocus={(event) => event.target.select()} />}
      </Field>
    </Dialog>
  )
}
