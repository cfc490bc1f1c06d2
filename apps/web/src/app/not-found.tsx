'use client'

import { useSay } from '../lib/locale.ts'
import { LinkButton } from '../parts/Button.tsx'
import { OpenShell } from '../shell/OpenShell.tsx'
import { shell } from '../texts/shell.ts'

export default function NotFound() {
  const say = useSay()
  return (
    <OpenShell title={say(shell.notFoundTitle)}>
      <p className="text-ink-2">{say(shell.notFoundText)}</p>
      <LinkButton href="/" look="primary">
        {say(shell.toSites)}
      </LinkButton>
    </OpenShell>
  )
}
