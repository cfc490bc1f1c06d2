/** Rows beside those in view that are drawn too. */
const OVERSCAN = 12
/** Browsers draw nothing beyond some height (Firefox: 17.9 million pixels); a longer list is scrolled in larger steps. */
const TALLEST = 8_000_000

export type Viewport = { scrollTop: number; height: number }

/** Rows that are all of one height, in pixels. */
export type Rows = { count: number; rowHeight: number }

/** How tall the scrolled area is. */
export const areaHeight = ({ count, rowHeight }: Rows): number => Math.min(TALLEST, count * rowHeight)

/** How far into the rows the viewport is, in pixels of rows. */
function offsetOf({ scrollTop, height }: Viewport, rows: Rows): number {
  const [all, area] = [rows.count * rows.rowHeight, areaHeight(rows)]
  if (all <= area) return scrollTop
  return (scrollTop / Math.max(1, area - height)) * (all - height)
}

/** Where to scroll so that a row (from 0) is in the middle of the view, or with `end` the last row at its bottom. */
export function scrollTo(row: number | 'end', height: number, rows: Rows): number {
  const { count, rowHeight } = rows
  const [all, area] = [count * rowHeight, areaHeight(rows)]
  if (row === 'end') return Math.max(0, area - height)
  const offset = Math.min(Math.max(0, row * rowHeight - (height - rowHeight) / 2), Math.max(0, all - height))
  return all <= area ? offset : (offset / (all - height)) * (area - height)
}

/** The rows in view (from 0), those to draw, and where the first of these lies in the scrolled area. */
export function rowsIn(viewport: Viewport, rows: Rows) {
  const { count, rowHeight } = rows
  const offset = offsetOf(viewport, rows)
  const first = Math.min(Math.max(0, Math.floor(offset / rowHeight)), Math.max(0, count - 1))
  const last = Math.min(count - 1, Math.floor((offset + viewport.height) / rowHeight))
  const from = Math.max(0, first - OVERSCAN)
  const to = Math.min(count - 1, last + OVERSCAN)
  return { first, last, from, to, top: viewport.scrollTop + from * rowHeight - offset }
}

/** The rows from `from` to `to` and the row `also`, each with how many are left out before it; `rest` are behind the last. */
export function drawnRows({ from, to }: { from: number; to: number }, also: number, count: number) {
  const inView = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
  const indexes = also < from ? [also, ...inView] : also > to && also < count ? [...inView, also] : inView
  return {
    rows: indexes.map((index, i) => ({ index, skipped: index - ((indexes[i - 1] ?? -1) + 1) })),
    rest: count - ((indexes.at(-1) ?? -1) + 1),
  }
}
