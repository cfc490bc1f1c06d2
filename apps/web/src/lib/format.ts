import { type Locale, type Localized, type Params, say } from '@astrago/contracts'

/**
 * The text in `locale`; beside `{name}` it may hold `{name:one|other}`, which is the number followed by the form that
 * fits it: `{n:host|hosts}` gives "1 host" or "8 hosts".
 */
export function format(text: Localized, locale: Locale, params: Params = {}): string {
  const counted = text[locale].replace(
    /\{(\w+):([^|}]*)\|([^}]*)\}/g,
    (whole, name: string, one: string, other: string) => {
      const value = params[name]
      return value === undefined ? whole : `${grouped({ value }, locale).value} ${value === 1 ? one : other}`
    },
  )
  return say({ ko: counted, en: counted }, locale, grouped(params, locale))
}

/** From here on a number is easier to read in groups of three. */
const LARGE = 10_000

function grouped(params: Params, locale: Locale): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' && value >= LARGE ? value.toLocaleString(INTL[locale]) : value,
    ]),
  )
}

const INTL: Record<Locale, string> = { ko: 'ko-KR', en: 'en-GB' }

/** Date and time in the reader's time zone; `at` is an ISO text or milliseconds since 1970. */
export function dateTime(at: string | number, locale: Locale): string {
  return new Intl.DateTimeFormat(INTL[locale], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
}

/** `0:52`, `14:07`, `1:02:03`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** An estimate, rounded up to half minutes below three and to minutes from there: it is not more exact than that. */
export function roughly(ms: number): number {
  const step = ms < 3 * 60_000 ? 30_000 : 60_000
  return Math.ceil(ms / step) * step
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Bytes in the largest binary unit that keeps the number at 1 or above, one decimal below 10. */
export function bytes(count: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, count)) / 10)))
  const value = count / 1024 ** power
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`
}
