'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'

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
 * A modal dialog on the browser's own: the rest is inert, Escape closes it, focus returns to where it was. What is to
 * be filled in comes into focus first.
 */
export function Dialog({ title, onClose, children, footer, wide, sheet }: DialogProps) {
  const say = useSay()
  const heading = useId()
  const element = useRef<HTMLDialogElement>(null)

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
        <header className="flex items-start justify-between gap-3 border-b py-3 pr-3 pl-5">
          <h2 id={heading} className="pt-1 text-lg">
            {title}
          </h2>
          <button
            type="button"
            onClick={onClose}
            aria-label={say(common.close)}
            className="grid size-8 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-unknown-soft"
          >
            <X size={18} aria-hidden />
          </button>
        </header>
        <div className="overflow-y-auto px-5 py-4">{children}</div>
        {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
      </div>
    </dialog>
  )
}
