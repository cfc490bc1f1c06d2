import type { Locale } from './text.ts'

const WORDS = {
  ko: { h: '시간', min: '분', s: '초', space: '' },
  en: { h: 'h', min: 'min', s: 's', space: ' ' },
} as const
/** Below this, seconds still say something. */
const PRECISE_MS = 3 * 60_000

/** A duration in words, as fine as one would say it: `42초`, `1분 20초`, `14분`, `1시간 5분`. */
export function duration(ms: number, locale: Locale): string {
  const { h, min, s, space } = WORDS[locale]
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const parts: [number, string][] =
    ms < PRECISE_MS
      ? [
          [minutes, min],
          [seconds % 60, s],
        ]
      : [
          [Math.floor(minutes / 60), h],
          [minutes % 60, min],
        ]
  const said = parts.filter(([count]) => count > 0)
  return (said.length > 0 ? said : [[0, s] as const]).map(([count, unit]) => `${count}${space}${unit}`).join(' ')
}
