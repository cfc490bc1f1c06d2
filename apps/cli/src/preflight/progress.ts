import { type Locale, SITE_WIDE } from '@astrago/contracts'
import type { PreflightProgress } from '@astrago/preflight'
import type { Io } from '../command.ts'

const TEXT = {
  ko: (done: number, all: number, s: string) => `호스트 ${all}대 가운데 ${done}대를 확인했습니다 (${s}초)`,
  en: (done: number, all: number, s: string) => `${done} of ${all} hosts checked (${s} s)`,
}

/** A line on a terminal's standard error that counts the hosts; nothing where it is no terminal. */
export function progressLine({ err, live }: Io, locale: Locale, all: number) {
  const start = performance.now()
  const done = new Set<string>()
  const draw = (): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    err(`\r\u001b[K${TEXT[locale](done.size, all, seconds)}`)
  }
  const timer = live ? setInterval(draw, 200) : undefined
  return {
    take({ host, state }: PreflightProgress): void {
      if (host !== SITE_WIDE && (state === 'judged' || state === 'failed')) done.add(host)
      if (live) draw()
    },
    end(): void {
      clearInterval(timer)
      if (live) err('\r\u001b[K')
    },
  }
}
