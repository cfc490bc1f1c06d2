'use client'

import { ROUTES } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Page } from '../../parts/Page.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { users as texts } from '../../texts/users.ts'
import { AddUserDialog } from './AddUserDialog.tsx'
import { UserRow } from './UserRow.tsx'

/** Who may use the console. */
export function UsersPage() {
  const say = useSay()
  const asked = useAsk(ROUTES.listUsers, {})
  const [adding, setAdding] = useState(false)
  if (!asked.data) return <UnansweredPage title={say(texts.title)} asked={asked} />
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
      <Card flush>
        <ul className="divide-y">
          {asked.data.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </ul>
      </Card>
      {adding && <AddUserDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
