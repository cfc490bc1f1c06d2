'use client'

import clsx from 'clsx'
import { type ReactNode, useContext, useId, useLayoutEffect, useRef } from 'react'
import { Holding } from './holding.ts'
import { PanelHead, useFocusReturn } from './PanelHead.tsx'

type DialogProps = {
  title: string
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  wide?: boolean
  /** Lies at the bottom of a narrow screen instead of in its middle. */
  sheet?: boolean
}

/**
 * A modal dialog on the browser's own: the rest is inert, Escape closes it. What is to be filled in comes into focus
 * first.
 */
export function Dialog({ title, onClose, children, footer, wide, sheet }: DialogProps) {
  const heading = useId()
  const element = useRef<HTMLDialogElement>(null)
  const hold = useContext(Holding)
  useFocusReturn()
  useLayoutEffect(() => hold(), [hold])

  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('input, textarea, select')?.focus()
    return () => dialog?.close()
  }, [])

  return (
    <dialog
      ref={element}
      aria-labelledby={heading}
      onCancel={(event) => {
        // A dialog or file chooser inside reports its own end here too.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      className={clsx(
        'fixed m-auto max-h-[min(88dvh,900px)] w-[calc(100vw-24px)] overflow-hidden rounded-lg border bg-card p-0 text-ink shadow-float',
        wide ? 'max-w-[760px]' : 'max-w-[480px]',
        sheet && 'max-sm:mb-0 max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none',
      )}
    >
      <div className="flex max-h-[inherit] flex-col">
        <PanelHead id={heading} title={title} onClose={onClose} />
        <div className="overflow-y-auto px-5 py-4">{children}</div>
        {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
      </div>
    </dialog>
  )
}
