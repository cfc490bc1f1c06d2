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

/** Binary units, as the checks and the tools on the hosts count memory. */
export function formatGib(bytes: number): string {
  const gib = bytes / 2 ** 30
  return `${gib >= 100 ? Math.round(gib) : gib.toFixed(1)} GiB`
}
