'use client'

import type { MarkWords } from '@astrago/contracts'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { areaHeight, rowsIn, scrollTo, type Viewport } from '../../../lib/rows-in-view.ts'
import { log as texts } from '../../../texts/run.ts'
import { LogRow } from './LogRow.tsx'
import type { Row } from './log-store.ts'
import { useLineKeys } from './use-line-keys.ts'

const ROW_HEIGHT = 20
/** Nearer to the end than this, the reader is following. */
const AT_END = 40

type Props = {
  count: number
  /** Null while a row is fetched. */
  rowAt: (index: number) => Row | null
  wordsOf: MarkWords
  follow: boolean
  onFollow: (follow: boolean) => void
  /** A row to bring into view and mark. */
  target: number | null
  onLink: (n: number) => void
  onView: (first: number, last: number) => void
}

/** The lines in view and a few beside them; all others are height only. */
export function LogLines({ count, rowAt, wordsOf, follow, onFollow, target, onLink, onView }: Props) {
  const say = useSay()
  const box = useRef<HTMLElement>(null)
  const [viewport, setViewport] = useState<Viewport>({ scrollTop: 0, height: 0 })
  const rows = { count, rowHeight: ROW_HEIGHT }
  const { first, last, from, to, top } = rowsIn(viewport, rows)
  const before = useRef(0)
  const keys = useLineKeys(box, {
    ...{ first, last, count },
    show: (row) => {
      if (box.current) box.current.scrollTop = scrollTo(row, viewport.height, rows)
    },
    onStay: () => onFollow(false),
  })

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = new ResizeObserver(() =>
      setViewport({ scrollTop: element.scrollTop, height: element.clientHeight }),
    )
    measure.observe(element)
    return () => measure.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (follow && box.current)
      box.current.scrollTop = scrollTo('end', viewport.height, { count, rowHeight: ROW_HEIGHT })
  }, [follow, count, viewport.height])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a target is gone to once, not again with every line that comes
  useLayoutEffect(() => {
    if (target !== null && box.current) box.current.scrollTop = scrollTo(target, box.current.clientHeight, rows)
  }, [target])
  useEffect(() => onView(first, last), [first, last, onView])

  /** Following only ever scrolls down: who goes up, by whatever means, wants to stay there. */
  function scrolled(element: HTMLElement) {
    const up = element.scrollTop < before.current
    before.current = element.scrollTop
    setViewport({ scrollTop: element.scrollTop, height: element.clientHeight })
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END
    if (up && !atEnd && follow) onFollow(false)
    if (!up && atEnd && !follow) onFollow(true)
  }

  const drawn = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
  return (
    <section
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      aria-label={say(texts.title)}
      onScroll={(event) => scrolled(event.currentTarget)}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      className="log-height overflow-auto font-mono text-xs focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-log-host"
    >
      <div className="relative w-max min-w-full" style={{ height: areaHeight(rows) }}>
        <div className="absolute left-0 min-w-full" style={{ top }}>
          {drawn.map((index) => (
            <div key={index} data-row={index} className="min-w-full" style={{ height: ROW_HEIGHT }}>
              <LogRow
                n={index + 1}
                row={rowAt(index)}
                wordsOf={wordsOf}
                marked={index === target}
                isStop={index === keys.stop}
                onLink={onLink}
              />
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}
