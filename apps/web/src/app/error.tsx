'use client'

import { useSay } from '../lib/locale.ts'
import { Button } from '../parts/Button.tsx'
import { OpenShell } from '../shell/OpenShell.tsx'
import { shell } from '../texts/shell.ts'

export default function Broken() {
  const say = useSay()
  return (
    <OpenShell title={say(shell.brokenTitle)}>
      <p role="alert" className="text-ink-2">
        {say(shell.brokenText)}
      </p>
      <Button look="primary" onClick={() => window.location.reload()}>
        {say(shell.reload)}
      </Button>
    </OpenShell>
  )
}
