'use client'

import type { ReactNode } from 'react'
import { Button, type Look } from '../../parts/Button.tsx'
import { NotStarted } from './NotStarted.tsx'
import { type Choice, useStart } from './use-start.ts'

type StartButtonProps = {
  only?: Choice
  look?: Look
  small?: boolean
  disabled?: boolean
  onStarted?: () => void
  children: ReactNode
}

/** Starts a preflight, of everything or `only` a part; why it could not start is told in a dialog. */
export function StartButton({ only, look = 'plain', small, disabled, onStarted, children }: StartButtonProps) {
  const { start, isPending, error } = useStart()
  return (
    <>
      <Button
        look={look}
        small={small ?? false}
        busy={isPending}
        disabled={disabled}
        onClick={() => start(only, onStarted)}
      >
        {children}
      </Button>
      <NotStarted error={error} />
    </>
  )
}
