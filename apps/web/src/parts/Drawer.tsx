'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useMedia } from '../lib/use-media.ts'
import { Dialog } from './Dialog.tsx'
import { PanelHead, useFocusReturn } from './PanelHead.tsx'

type DrawerProps = { title: string; onClose: () => void; children: ReactNode }

/** What belongs to the selected thing: beside the page where there is room, else a sheet over it. */
export function Drawer(props: DrawerProps) {
  const beside = useMedia('(min-width: 1120px)')
  return beside ? <Aside {...props} /> : <Dialog sheet {...props} />
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
