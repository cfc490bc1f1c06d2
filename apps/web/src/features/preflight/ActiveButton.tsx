'use client'

import { toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { preflight as texts } from '../../texts/preflight.ts'
import { useStart } from './use-start.ts'

/** Says what active checks do, and starts a preflight with them once that is agreed to. */
export function ActiveButton() {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const { start, isPending, error } = useStart()
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say(texts.active)}</Button>
      {asking && (
        <ConfirmDialog
          title={say(texts.activeTitle)}
          confirm={say(texts.activeStart)}
          busy={isPending}
          problem={error && toProblem(error)}
          onConfirm={() => start({ active: true })}
          onClose={() => setAsking(false)}
        >
          <p>{say(texts.activeText)}</p>
          <ul className="grid list-disc gap-1 pl-5">
            {texts.activeSteps.map((step) => (
              <li key={step.en}>{say(step)}</li>
            ))}
          </ul>
          <p>{say(texts.activeEnd)}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
