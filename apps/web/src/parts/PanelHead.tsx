'use client'

import clsx from 'clsx'
import { X } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'

type PanelHeadProps = {
  id: string
  title: string
  onClose: () => void
  /** The heading, where it is what comes into focus first. */
  heading?: RefObject<HTMLHeadingElement | null>
  className?: string
}

/** The head of what lies over or beside the page: its title, and the way out. */
export function PanelHead({ id, title, onClose, heading, className }: PanelHeadProps) {
  const say = useSay()
  return (
    <header className={clsx('flex items-start justify-between gap-3 border-b py-3 pr-3 pl-5', className)}>
      <h2 id={id} ref={heading} tabIndex={heading ? -1 : undefined} className="min-w-0 pt-1 text-lg outline-none">
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
  )
}

/** Gives the focus back to where it was, or to the page when that is gone, once what took it closes. */
export function useFocusReturn(): void {
  const before = useRef<Element | null>(null)
  before.current ??= typeof document === 'undefined' ? null : document.activeElement
  useEffect(() => {
    const opener = before.current
    // After the panel is gone and the page was drawn anew: the opener may be disabled or gone by then.
    return () => {
      requestAnimationFrame(() => giveFocus(opener))
    }
  }, [])
}

/** Puts the focus back, unless it has gone elsewhere already. */
function giveFocus(opener: Element | null): void {
  if (document.activeElement && document.activeElement !== document.body) return
  // The page had the focus itself where what was focused had gone before the panel opened.
  const isPart = opener instanceof HTMLElement && opener !== document.body
  const usable = isPart && opener.isConnected && !opener.matches(':disabled')
  const target = usable ? opener : document.querySelector<HTMLElement>('main h1')
  if (!usable) target?.setAttribute('tabindex', '-1')
  target?.focus({ preventScroll: true })
}
