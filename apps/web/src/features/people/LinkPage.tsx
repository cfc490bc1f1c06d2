'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { useEffect, useRef } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { BrowserOnly } from '../../parts/BrowserOnly.tsx'
import { LinkButton } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { OpenShell } from '../../shell/OpenShell.tsx'
import { people } from '../../texts/people.ts'
import { NoToken } from './NoToken.tsx'
import { useLinkToken } from './token.ts'
import { useEnter } from './use-enter.ts'

export function LinkPage() {
  const say = useSay()
  return (
    <OpenShell title={say(people.linkTitle)}>
      <BrowserOnly>
        <Exchange />
      </BrowserOnly>
    </OpenShell>
  )
}

function Exchange() {
  const say = useSay()
  const token = useLinkToken()
  const enter = useEnter()
  const login = useChange(ROUTES.loginByLink)
  const sent = useRef(false)

  useEffect(() => {
    if (!token || sent.current) return
    sent.current = true
    login.mutate({ body: { token } }, { onSuccess: (identity) => enter(identity) })
  }, [token, login, enter])

  if (!token) return <NoToken />
  if (!login.error) return <Waiting what={say(people.linkText)} />
  return (
    <>
      <ProblemNote problem={toProblem(login.error)} />
      <LinkButton href="/login">{say(people.toLogin)}</LinkButton>
    </>
  )
}
