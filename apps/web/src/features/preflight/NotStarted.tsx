'use client'

import { toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Dialog } from '../../parts/Dialog.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { preflight as texts } from '../../texts/preflight.ts'

/** Why a preflight could not start, each time anew. */
export function NotStarted({ error }: { error: unknown }) {
  const say = useSay()
  const [told, setTold] = useState<unknown>(null)
  if (!error || error === told) return null
  return (
    <Dialog title={say(texts.start)} onClose={() => setTold(error)}>
      <ProblemNote problem={toProblem(error)} />
    </Dialog>
  )
}
