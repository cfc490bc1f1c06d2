'use client'

import { type Invitation, ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { invitations as texts } from '../../texts/invitations.ts'
import { InviteDialog } from './InviteDialog.tsx'

/** The invitation links of a site: made, watched, revoked. */
export function InvitationsCard({ site }: { site: string }) {
  const say = useSay()
  const asked = useAsk(ROUTES.listInvitations, { params: { site } })
  const revoke = useChange(ROUTES.revokeInvitation, [ROUTES.listInvitations])
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Invitation | null>(null)
  const list = asked.data ?? []
  return (
    <Card
      title={say(texts.title)}
      actions={
        <Button small onClick={() => setMaking(true)}>
          {say(texts.make)}
        </Button>
      }
    >
      <p className="text-sm text-ink-2">{say(texts.text)}</p>
      {list.length === 0 && asked.data && <p className="mt-3 text-sm text-ink-2">{say(texts.none)}</p>}
      <ul className="mt-2 divide-y">
        {list.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} onRevoke={() => setRevoking(invitation)} />
        ))}
      </ul>
      {making && <InviteDialog site={site} onClose={() => setMaking(false)} />}
      {revoking && (
        <ConfirmDialog
          title={say(texts.revokeTitle, { note: revoking.note })}
          confirm={say(texts.revoke)}
          danger
          busy={revoke.isPending}
          problem={revoke.error && toProblem(revoke.error)}
          onConfirm={() =>
            revoke.mutate({ params: { site, invitation: revoking.id } }, { onSuccess: () => setRevoking(null) })
          }
          onClose={() => setRevoking(null)}
        >
          <p>{say(texts.revokeText)}</p>
        </ConfirmDialog>
      )}
    </Card>
  )
}

function standing({ revokedAt, expiresAt }: Invitation): 'open' | 'revoked' | 'expired' {
  if (revokedAt) return 'revoked'
  return Date.parse(expiresAt) < Date.now() ? 'expired' : 'open'
}

const TONES: Record<ReturnType<typeof standing>, Tone> = { open: 'pass', revoked: 'plain', expired: 'plain' }

function Row({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const say = useSay()
  const locale = useLocale()
  const state = standing(invitation)
  const { lastUsedAt, expiresAt, note } = invitation
  const used = lastUsedAt ? say(texts.used, { at: dateTime(lastUsedAt, locale) }) : say(texts.unused)
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {note || '–'} <Chip tone={TONES[state]}>{say(texts[state])}</Chip>
        </p>
        <p className="text-sm text-ink-2">
          {say(texts.until, { at: dateTime(expiresAt, locale) })} · {used}
        </p>
      </div>
      {state === 'open' && (
        <Button small look="danger" onClick={onRevoke}>
          {say(texts.revoke)}
        </Button>
      )}
    </li>
  )
}
