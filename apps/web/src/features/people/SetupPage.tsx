'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { type FormEvent, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { BrowserOnly } from '../../parts/BrowserOnly.tsx'
import { Button } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { OpenShell } from '../../shell/OpenShell.tsx'
import { people } from '../../texts/people.ts'
import { NoToken } from './NoToken.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useLinkToken } from './token.ts'
import { isUserName, UserNameField } from './UserNameField.tsx'
import { useEnter } from './use-enter.ts'

export function SetupPage() {
  const say = useSay()
  return (
    <OpenShell title={say(people.setupTitle)}>
      <BrowserOnly>
        <SetupForm />
      </BrowserOnly>
    </OpenShell>
  )
}

function SetupForm() {
  const say = useSay()
  const token = useLinkToken()
  const enter = useEnter()
  const setup = useChange(ROUTES.setup)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  if (!token) return <NoToken />
  const body = { token, name, password }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isUserName(name)) setup.mutate({ body }, { onSuccess: (identity) => enter(identity) })
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <p className="text-ink-2">{say(people.setupText)}</p>
      <UserNameField autoComplete="username" value={name} onChange={setName} />
      <PasswordField fresh value={password} onChange={setPassword} />
      {setup.error && <ProblemNote problem={toProblem(setup.error)} />}
      <Button type="submit" look="primary" busy={setup.isPending}>
        {say(people.setupButton)}
      </Button>
    </form>
  )
}
