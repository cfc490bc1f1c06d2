'use client'

import { ROUTES, toProblem, type User } from '@astrago/contracts'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Chip } from '../../parts/Status.tsx'
import { useIdentity } from '../../shell/identity.tsx'
import { ROLES } from '../../texts/shell.ts'
import { users as texts } from '../../texts/users.ts'
import { DisableDialog } from './DisableDialog.tsx'

/** A user in the list; nobody shuts out themselves. */
export function UserRow({ user }: { user: User }) {
  const say = useSay()
  const locale = useLocale()
  const self = useIdentity().name === user.name
  const seen = user.lastSeenAt ? say(texts.seen, { at: dateTime(user.lastSeenAt, locale) }) : say(texts.never)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 px-5 py-3.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {user.name}
          {self && <span className="font-normal text-ink-3">({say(texts.you)})</span>}
          {user.disabled && <Chip tone="plain">{say(texts.disabled)}</Chip>}
        </p>
        <p className="text-sm text-ink-2">
          {say(ROLES[user.role])} · {seen}
        </p>
      </div>
      {!self && <Access user={user} />}
    </li>
  )
}

function Access({ user }: { user: User }) {
  const say = useSay()
  const enable = useChange(ROUTES.changeUser, [ROUTES.listUsers])
  const [disabling, setDisabling] = useState(false)
  const words = say(user.disabled ? texts.enable : texts.disable)
  return (
    <>
      <Button
        small
        look={user.disabled ? 'plain' : 'danger'}
        busy={enable.isPending}
        aria-label={`${user.name}: ${words}`}
        onClick={() =>
          user.disabled ? enable.mutate({ params: { user: user.id }, body: { disabled: false } }) : setDisabling(true)
        }
      >
        {words}
      </Button>
      {enable.error && (
        <div className="col-span-2">
          <ProblemNote problem={toProblem(enable.error)} />
        </div>
      )}
      {disabling && <DisableDialog user={user} onClose={() => setDisabling(false)} />}
    </>
  )
}
