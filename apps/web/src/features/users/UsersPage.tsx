'use client'

import { ROUTES, toProblem, type User } from '@astrago/contracts'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Chip } from '../../parts/Status.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { useIdentity } from '../../shell/identity.tsx'
import { ROLES } from '../../texts/shell.ts'
import { users as texts } from '../../texts/users.ts'
import { AddUserDialog } from './AddUserDialog.tsx'

/** Who may use the console. */
export function UsersPage() {
  const say = useSay()
  const asked = useAsk(ROUTES.listUsers, {})
  const change = useChange(ROUTES.changeUser, [ROUTES.listUsers])
  const [adding, setAdding] = useState(false)
  const [disabling, setDisabling] = useState<User | null>(null)
  if (!asked.data) return <Unanswered asked={asked} />

  const set = (user: User, disabled: boolean) =>
    change.mutate({ params: { user: user.id }, body: { disabled } }, { onSuccess: () => setDisabling(null) })
  return (
    <Page
      title={say(texts.title)}
      sentence={say(texts.sentence)}
      actions={
        <Button look="primary" onClick={() => setAdding(true)}>
          {say(texts.add)}
        </Button>
      }
    >
      {change.error && !disabling && <ProblemNote problem={toProblem(change.error)} />}
      <Card flush>
        <ul className="divide-y">
          {asked.data.map((user) => (
            <UserRow
              key={user.id}
              user={user}
              busy={change.isPending}
              onDisable={() => setDisabling(user)}
              onEnable={() => set(user, false)}
            />
          ))}
        </ul>
      </Card>
      {adding && <AddUserDialog onClose={() => setAdding(false)} />}
      {disabling && (
        <ConfirmDialog
          title={say(texts.disableTitle, { name: disabling.name })}
          confirm={say(texts.disable)}
          danger
          busy={change.isPending}
          problem={change.error && toProblem(change.error)}
          onConfirm={() => set(disabling, true)}
          onClose={() => setDisabling(null)}
        >
          <p>{say(texts.disableText)}</p>
        </ConfirmDialog>
      )}
    </Page>
  )
}

type RowProps = { user: User; busy: boolean; onDisable: () => void; onEnable: () => void }

function UserRow({ user, busy, onDisable, onEnable }: RowProps) {
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
      {!self &&
        (user.disabled ? (
          <Button small busy={busy} onClick={onEnable}>
            {say(texts.enable)}
          </Button>
        ) : (
          <Button small look="danger" busy={busy} onClick={onDisable}>
            {say(texts.disable)}
          </Button>
        ))}
    </li>
  )
}
