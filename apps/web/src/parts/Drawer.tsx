'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useSay } from '../lib/locale.ts'
import { useMedia } from '../lib/use-media.ts'
import { common } from '../texts/common.ts'
import { Dialog } from './Dialog.tsx'

type DrawerProps = { title: string; onClose: () => void; children: ReactNode }

/** What belongs to the selected thing: beside the page where there is room, else a sheet over it. */
export function Drawer(props: DrawerProps) {
  const beside = useMedia('(min-width: 1120px)')
  return beside ? <Aside {...props} /> : <Dialog sheet {...props} />
}

/** Takes the focus when it opens and gives it back when it closes. */
function Aside({ title, onClose, children }: DrawerProps) {
  const say = useSay()
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !(event.target as Element).closest('dialog')) onClose()
      }}
      className="sticky top-4 max-h-[calc(100dvh-32px)] overflow-y-auto rounded-lg border bg-card"
    >
      <header className="sticky top-0 flex items-start justify-between gap-3 border-b bg-card py-2.5 pr-2.5 pl-4">
        <h2 id={id} ref={heading} tabIndex={-1} className="pt-1 text-lg outline-none">
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
      <div className="px-4 py-3.5">{children}</div>
    </aside>
  )
}
