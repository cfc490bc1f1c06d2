'use client'

import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { active as texts } from '../../texts/active.ts'
import { ActiveDialog } from './ActiveDialog.tsx'

/** Opens what a preflight can do besides reading. */
export function ActiveButton() {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say(texts.open)}</Button>
      {asking && <ActiveDialog onClose={() => setAsking(false)} />}
    </>
  )
}
