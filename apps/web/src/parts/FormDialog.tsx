'use client'

import type { Problem } from '@astrago/contracts'
import { type ReactNode, useId } from 'react'
import { useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { ProblemNote } from './ProblemNote.tsx'

type FormDialogProps = {
  title: string
  submit: string
  busy: boolean
  problem: Problem | null
  wide?: boolean
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A dialog that is a form: Enter sends it, and its problem is shown above the buttons. */
export function FormDialog({ title, submit, busy, problem, wide, onSubmit, onClose, children }: FormDialogProps) {
  const say = useSay()
  const form = useId()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      wide={wide ?? false}
      footer={
        <>
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button type="submit" form={form} look="primary" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onSubmit()
        }}
      >
        {children}
        {problem && <ProblemNote problem={problem} />}
      </form>
    </Dialog>
  )
}
