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
  const { startIndex: first, endIndex: last } = rows.range ?? { startIndex: 0, endIndex: 0 }
  const top = useRef(0)

  useEffect(() => {
    if (follow && count > 0) rows.scrollToIndex(count - 1)
  }, [follow, count, rows])
  useEffect(() => {
    if (target !== null) rows.scrollToIndex(target, { align: 'center' })
  }, [target, rows])
  useEffect(() => onView(first, last), [first, last, onView])

  /** Following only ever scrolls down: who goes up, by whatever means, wants to stay there. */
  function scrolled(element: HTMLElement) {
    const up = element.scrollTop < top.current
    top.current = element.scrollTop
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END
    if (up && !atEnd && follow) onFollow(false)
    if (!up && atEnd && !follow) onFollow(true)
  }

  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      aria-label={say(texts.title)}
      onScroll={(event) => scrolled(event.currentTarget)}
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
