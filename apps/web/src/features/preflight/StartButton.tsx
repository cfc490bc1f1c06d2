'use client'

import { toProblem } from '@astrago/contracts'
import { type ReactNode, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button, type Look } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { preflight as texts } from '../../texts/preflight.ts'
import { type Choice, useStart } from './use-start.ts'

type StartButtonProps = {
  only?: Choice
  look?: Look
  small?: boolean
  disabled?: boolean
  children: ReactNode
}

/** Starts a preflight, of everything or `only` a part; why it could not start is told in a dialog. */
export function StartButton({ only, look = 'plain', small, disabled, children }: StartButtonProps) {
  const say = useSay()
  const { start, isPending, error } = useStart()
  const [told, setTold] = useState<unknown>(null)
  return (
    <>
      <Button look={look} small={small ?? false} busy={isPending} disabled={disabled} onClick={() => start(only)}>
        {children}
      </Button>
      {error && error !== told && (
        <Dialog title={say(texts.start)} onClose={() => setTold(error)}>
          <ProblemNote problem={toProblem(error)} />
        </Dialog>
      )}
    </>
  )
}
