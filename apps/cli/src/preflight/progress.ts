import { type Locale, SITE_WIDE, say } from '@astrago/contracts'
import type { PreflightProgress } from '@astrago/preflight'
import { displayWidth } from '@astrago/reports'
import type { Io } from '../command.ts'

const TEXTS = {
  hosts: { ko: '호스트 {done}/{all}대', en: '{done}/{all} hosts' },
  seconds: { ko: '{s}초', en: '{s} s' },
  waiting: { ko: '기다리는 중: {host}', en: 'waiting for {host}' },
  active: { ko: '능동 점검 {done}/{all}건', en: '{done}/{all} active checks' },
  between: { ko: '호스트 사이를 점검하는 중', en: 'checking between hosts' },
}

/** A host that has not answered for this long is named. */
const SLOW_MS = 3000
const LONGEST_BAR = 30

/** ASCII: other block characters are one or two columns wide, as the terminal likes. */
function bar(share: number, width: number): string {
  const full = Math.floor(share * width)
  return width < 5 ? '' : `[${'#'.repeat(full)}${'-'.repeat(width - full)}] `
}

type Count = { done: number; all: number }
type State = Count & { active: Count; ms: number; slow: string | undefined }

/** One line that fits `width` columns: how far, how long, and for whom it waits. */
export function progressText({ done, all, active, ms, slow }: State, locale: Locale, width: number): string {
  const parts = [
    say(TEXTS.hosts, locale, { done, all }),
    ...(active.all > 0 ? [say(TEXTS.active, locale, active)] : []),
    say(TEXTS.seconds, locale, { s: (ms / 1000).toFixed(1) }),
    ...(slow ? [say(TEXTS.waiting, locale, { host: slow })] : []),
    ...(done === all && all > 1 && active.done === active.all ? [TEXTS.between[locale]] : []),
  ]
  // One column stays free: a full line wraps on some terminals. What does not fit is left out from the end.
  const fitting = parts.filter((_, index) => displayWidth(parts.slice(0, index + 1).join('  ')) < width)
  const text = fitting.join('  ')
  const of = all + active.all
  return bar(of > 0 ? (done + active.done) / of : 0, Math.min(LONGEST_BAR, width - displayWidth(text) - 4)) + text
}

const sum = (counts: readonly Count[]): Count => ({
  done: counts.reduce((total, { done }) => total + done, 0),
  all: counts.reduce((total, { all }) => total + all, 0),
})

/** The progress of a preflight in a line on a terminal's standard error; nothing where it is no terminal. */
export function progressBar(io: Io, locale: Locale, all: number) {
  const start = performance.now()
  const begun = new Map<string, number>()
  const done = new Set<string>()
  const active = new Map<string, Count>()
  const slowest = (now: number): string | undefined => {
    const [oldest] = [...begun].filter(([host]) => !done.has(host)).sort(([, a], [, b]) => a - b)
    return oldest && now - oldest[1] > SLOW_MS ? oldest[0] : undefined
  }
  const draw = (): void => {
    const now = performance.now()
    const state = { done: done.size, all, active: sum([...active.values()]), ms: now - start, slow: slowest(now) }
    io.err(`\r\u001b[K${progressText(state, locale, io.width)}`)
  }
  const timer = io.live ? setInterval(draw, 100) : undefined
  return {
    take(event: PreflightProgress): void {
      if (event.kind !== 'host' || event.host === SITE_WIDE) return
      const { host, state } = event
      if (event.active) active.set(host, event.active)
      if (state === 'judged' || state === 'failed') done.add(host)
      else if (state !== 'waiting' && !begun.has(host)) begun.set(host, performance.now())
    },
    /** Writes to standard error without leaving a piece of the line before it. */
    say(text: string): void {
      io.err(io.live ? `\r\u001b[K${text}` : text)
    },
    end(): void {
      clearInterval(timer)
      if (io.live) io.err('\r\u001b[K')
    },
  }
}
