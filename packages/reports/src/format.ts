import type { Locale } from '@astrago/contracts'

/** `2026-11-23 14:05` in the zone: the same in both languages, and sortable. */
export function formatTime(iso: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = format.formatToParts(new Date(iso))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** `4분 12초`, `1시간 3분`, `0.8초`: the two units that matter. */
export function formatDuration(ms: number, locale: Locale): string {
  const [hour, minute, second] = locale === 'ko' ? ['시간', '분', '초'] : [' h', ' min', ' s']
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}${second}`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds}${second}`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}${minute} ${seconds % 60}${second}`
  return `${Math.floor(minutes / 60)}${hour} ${minutes % 60}${minute}`
}

/** Binary units, as the checks and the tools on the hosts count memory. */
export function formatGib(bytes: number): string {
  const gib = bytes / 2 ** 30
  return `${gib >= 100 ? Math.round(gib) : gib.toFixed(1)} GiB`
}
