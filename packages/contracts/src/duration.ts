import type { Locale } from './text.ts'

const UNITS = {
  ko: { h: '시간', min: '분', s: '초', space: '' },
  en: { h: 'h', min: 'min', s: 's', space: ' ' },
} as const

type Unit = 'h' | 'min' | 's'
type Part = [count: number | string, unit: Unit]

const words = (parts: readonly Part[], locale: Locale): string =>
  parts.map(([count, unit]) => `${count}${UNITS[locale].space}${UNITS[locale][unit]}`).join(' ')

const minutesAndSeconds = (seconds: number): Part[] => [
  [Math.floor(seconds / 60), 'min'],
  [seconds % 60, 's'],
]

const hoursAndMinutes = (seconds: number): Part[] => [
  [Math.floor(seconds / 3600), 'h'],
  [Math.floor(seconds / 60) % 60, 'min'],
]

/** Below this, seconds still say something. */
const SECONDS_COUNT_MS = 3 * 60_000

/** How long something takes or has taken, as one would say it while it goes on: `42초`, `1분 20초`, `14분`, `1시간 5분`. */
export function roughDuration(ms: number, locale: Locale): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = ms < SECONDS_COUNT_MS ? minutesAndSeconds(seconds) : hoursAndMinutes(seconds)
  const said = parts.filter(([count]) => count !== 0)
  return words(said.length > 0 ? said : [[0, 's']], locale)
}

/** Below this, tenths tell steps apart; from here they would be written as 10. */
const TENTHS_COUNT_MS = 9_950

/** How long something took, as it was measured and as a report keeps it: `0.8초`, `14분 12초`, `1시간 3분`. */
export function measuredDuration(ms: number, locale: Locale): string {
  if (ms < TENTHS_COUNT_MS) return words([[(ms / 1000).toFixed(1), 's']], locale)
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return words([[seconds, 's']], locale)
  return words(seconds < 3600 ? minutesAndSeconds(seconds) : hoursAndMinutes(seconds), locale)
}
