'use client'

import type { Problem } from '@astrago/contracts'
import type { ReactNode } from 'react'
import { useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { ProblemNote } from './ProblemNote.tsx'

type ConfirmDialogProps = {
  title: string
  /** What will happen, and what cannot be undone. */
  children: ReactNode
  confirm: string
  /** What leaves all as it is; "Cancel", where that cannot be taken for the thing itself. */
  dismiss?: string
  danger?: boolean
  wide?: boolean
  busy: boolean
  blocked?: boolean
  problem: Problem | null
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that matters; the text says what will happen. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const say = useSay()
  const { title, children, confirm, dismiss, danger, wide, busy, blocked, problem, onConfirm, onClose } = props
  return (
    <Dialog
      title={title}
      onClose={onClose}
      wide={wide ?? false}
      footer={
        <>
          <Button onClick={onClose}>{dismiss ?? say(common.cancel)}</Button>
          <Button look={danger ? 'danger' : 'primary'} onClick={onConfirm} busy={busy} disabled={blocked}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {children}
        {problem && <ProblemNote problem={problem} />}
      </div>
    </Dialog>
  )
}
