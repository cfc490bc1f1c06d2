'use client'

import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useMedia } from '../lib/use-media.ts'
import { Dialog } from './Dialog.tsx'
import { type Hold, Holding } from './holding.ts'
import { PanelHead, useFocusReturn } from './PanelHead.tsx'

type DrawerProps = { title: string; onClose: () => void; children: ReactNode }

/**
 * What belongs to the selected thing: beside the page where there is room, else a sheet over it. While a dialog is open
 * that was opened from it, it keeps its shape, and with it what was typed there.
 */
export function Drawer({ children, ...props }: DrawerProps) {
  const room = useMedia('(min-width: 1120px)')
  const [open, setOpen] = useState(0)
  const [beside, setBeside] = useState(room)
  if (open === 0 && beside !== room) setBeside(room)
  const hold = useCallback<Hold>(() => {
    setOpen((count) => count + 1)
    return () => setOpen((count) => count - 1)
  }, [])
  const content = <Holding value={hold}>{children}</Holding>
  return beside ? (
    <Aside {...props}>{content}</Aside>
  ) : (
    <Dialog sheet {...props}>
      {content}
    </Dialog>
  )
}

/** Takes the focus when it opens; Escape closes it. The page beside it stays usable. */
function Aside({ title, onClose, children }: DrawerProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useFocusReturn()
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <aside
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !(event.target as Element).closest('dialog')) onClose()
      }}
      className="sticky top-4 max-h-[calc(100dvh-32px)] overflow-y-auto rounded-lg border bg-card"
    >
      <PanelHead id={id} title={title} onClose={onClose} heading={heading} className="sticky top-0 bg-card" />
      <div className="px-5 py-4">{children}</div>
    </aside>
  )
}
