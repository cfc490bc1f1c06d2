export const ROW_HEIGHT = 20
/** Rows beside those in view that are drawn too. */
const OVERSCAN = 12
/** Browsers draw nothing beyond some height (Firefox: 17.9 million pixels); a longer log is scrolled in larger steps. */
const TALLEST = 8_000_000

export type Viewport = { scrollTop: number; height: number }

/** How tall the scrolled area is. */
export const areaHeight = (count: number): number => Math.min(TALLEST, count * ROW_HEIGHT)

/** How far into the rows the viewport is, in pixels of rows. */
function offsetOf({ scrollTop, height }: Viewport, count: number): number {
  const [all, area] = [count * ROW_HEIGHT, areaHeight(count)]
  if (all <= area) return scrollTop
  return (scrollTop / Math.max(1, area - height)) * (all - height)
}

/** Where to scroll so that a row (from 0) is in the middle of the view, or with `end` the last row at its bottom. */
export function scrollTo(row: number | 'end', height: number, count: number): number {
  const [all, area] = [count * ROW_HEIGHT, areaHeight(count)]
  if (row === 'end') return Math.max(0, area - height)
  const offset = Math.min(Math.max(0, row * ROW_HEIGHT - (height - ROW_HEIGHT) / 2), Math.max(0, all - height))
  return all <= area ? offset : (offset / (all - height)) * (area - height)
}

/** The rows in view (from 0), those to draw, and where the first of these lies in the scrolled area. */
export function rowsIn(viewport: Viewport, count: number) {
  const offset = offsetOf(viewport, count)
  const first = Math.min(Math.max(0, Math.floor(offset / ROW_HEIGHT)), Math.max(0, count - 1))
  const last = Math.min(count - 1, Math.floor((offset + viewport.height) / ROW_HEIGHT))
  const from = Math.max(0, first - OVERSCAN)
  const to = Math.min(count - 1, last + OVERSCAN)
  return { first, last, from, to, top: viewport.scrollTop + from * ROW_HEIGHT - offset }
}
