'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { useSearchParams } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { BrowserOnly } from '../../parts/BrowserOnly.tsx'
import { Button } from '../../parts/Button.tsx'
import { Field, TextInput } from '../../parts/Field.tsx'
import { Note } from '../../parts/Note.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { OpenShell } from '../../shell/OpenShell.tsx'
import { common } from '../../texts/common.ts'
import { people } from '../../texts/people.ts'
import { KeptNote } from '../questionnaire/drafts/KeptNote.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useEnter } from './use-enter.ts'

export function LoginPage() {
  const say = useSay()
  const { data } = useAsk(ROUTES.session, {})
  return (
    <OpenShell title={say(people.loginTitle)}>
      {data?.needsFirstUser && (
        <Note tone="running" title={say(people.needsSetupTitle)}>
          {say(people.needsSetup)}
        </Note>
      )}
      <BrowserOnly>
        <EndedNote />
        <KeptNote />
      </BrowserOnly>
      <LoginForm />
    </OpenShell>
  )
}

/** Why somebody who was in is here. */
function EndedNote() {
  const say = useSay()
  if (!useSearchParams().has('ended')) return null
  return (
    <Note tone="unknown" title={say(people.endedTitle)}>
      {say(people.endedText)}
    </Note>
  )
}

function LoginForm() {
  const say = useSay()
  const enter = useEnter()
  const next = useSearchParams().get('next')
  const login = useChange(ROUTES.login)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    login.mutate({ body: { name, password } }, { onSuccess: (identity) => enter(identity, next) })
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={say(common.name)}>
        {(ids) => (
          <TextInput
            {...ids}
            autoComplete="username"
            autoCapitalize="off"
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <PasswordField value={password} onChange={setPassword} />
      {login.error && <ProblemNote problem={toProblem(login.error)} />}
      <Button type="submit" look="primary" busy={login.isPending}>
        {say(people.login)}
      </Button>
      {!login.error && <p className="text-sm text-ink-2">{say(people.forgotten)}</p>}
    </form>
  )
}
