'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { log as texts } from '../../../texts/run.ts'
import { LogRow } from './LogRow.tsx'
import type { Row } from './log-store.ts'

const ROW_HEIGHT = 20
/** Nearer to the end than this, the reader is following. */
const AT_END = 40

type Props = {
  count: number
  rowAt: (index: number) => Row
  follow: boolean
  onFollow: (follow: boolean) => void
  /** A row to bring into view and mark. */
  target: number | null
  onLink: (n: number) => void
  onView: (first: number, last: number) => void
}

/** The lines in view and a few beside them; all others are height only. */
export function LogLines({ count, rowAt, follow, onFollow, target, onLink, onView }: Props) {
  const say = useSay()
  const box = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const items = rows.getVirtualItems()
  const [first, last] = [items.at(0)?.index ?? 0, items.at(-1)?.index ?? 0]

  useEffect(() => {
    if (follow && count > 0) rows.scrollToIndex(count - 1)
  }, [follow, count, rows])
  useEffect(() => {
    if (target !== null) rows.scrollToIndex(target, { align: 'center' })
  }, [target, rows])
  useEffect(() => onView(first, last), [first, last, onView])

  function scrolled() {
    const element = box.current
    if (!element) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END
    if (atEnd !== follow) onFollow(atEnd)
  }

  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      aria-label={say(texts.title)}
      onWheel={scrolled}
      onKeyUp={scrolled}
      onTouchMove={scrolled}
      onPointerUp={scrolled}
      className="h-[min(60dvh,640px)] overflow-auto font-mono text-xs focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-log-host"
    >
      <div className="relative w-max min-w-full" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => (
          <div key={item.key} className="absolute left-0 min-w-full" style={{ top: item.start, height: ROW_HEIGHT }}>
            <LogRow row={rowAt(item.index)} marked={item.index === target} onLink={onLink} />
          </div>
        ))}
      </div>
    </section>
  )
}
