import { z } from 'zod'
import { fill, type Localized } from './text.ts'
import { couldBlock } from './verdict-rules.ts'
import { Verdict } from './verdicts.ts'

/**
 * How long a waiver may be, in days from the day on which it is given. `standard`: from the visit to the parts that
 * were ordered for it. `most`: half a year, after which somebody has to look again.
 */
export const WAIVER_DAYS = { least: 0, standard: 30, most: 180 } as const

const DAY_MS = 86_400_000

/** The day `days` after `now` in UTC, such as `2026-12-31`: so that a server, a browser and a far support desk agree. */
export function waiverDay(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)
}

export const WaiverReason = z.string().trim().min(5).max(500)

/**
 * A failure of a check on a host that a named person takes on, with what was found when it was given. `expires` is the
 * last day on which it holds, in UTC.
 */
export const Waiver = Verdict.pick({ check: true, host: true, outcome: true, found: true }).extend({
  id: z.string(),
  identity: z.string(),
  reason: WaiverReason,
  who: z.string().trim().min(1).max(100),
  at: z.iso.datetime({ offset: true }),
  expires: z.iso.date(),
})
export type Waiver = z.infer<typeof Waiver>

/** Why a waiver that was given does not count, the first that applies. */
export const Lapse = z.enum(['not-waivable', 'outcome-changed', 'found-changed', 'expired'])
export type Lapse = z.infer<typeof Lapse>

/** A check id is open text here, so that verdicts and waivers of another version can be weighed too. */
type AnyCheck<T> = Omit<T, 'check'> & { check: string }
type WeighedVerdict = AnyCheck<
  Pick<Verdict, 'check' | 'host' | 'status' | 'severity' | 'outcome' | 'found' | 'identity'>
>
type WeighedWaiver = AnyCheck<Pick<Waiver, 'check' | 'host' | 'outcome' | 'identity' | 'expires'>>

/** `b, a` as `a, b`: the same list, in whatever order a host or a table names its items. */
export const inAnyOrder = (list: string): string => list.split(', ').toSorted().join(', ')

/** What of a finding makes it the same finding at the next look: what its check says, else the found value. */
export function findingIdentity({ identity, found }: Pick<Verdict, 'identity' | 'found'>): string {
  return inAnyOrder(identity ?? found)
}

export const isSameFinding = (verdict: Pick<Verdict, 'identity' | 'found'>, identity: string): boolean =>
  findingIdentity(verdict) === inAnyOrder(identity)

/** Whether a person may waive a verdict: it stands in the way of an installation, and it is no `block!`. */
export function isWaivable(verdict: Pick<Verdict, 'status' | 'severity'>): boolean {
  return couldBlock(verdict) && verdict.severity !== 'block!'
}

function lapseOf(waiver: WeighedWaiver, verdict: WeighedVerdict, now: Date): Lapse | null {
  if (!isWaivable(verdict)) return 'not-waivable'
  if (waiver.outcome !== verdict.outcome) return 'outcome-changed'
  if (!isSameFinding(verdict, waiver.identity)) return 'found-changed'
  return waiverDay(now, 0) > waiver.expires ? 'expired' : null
}

/** A verdict, the waiver given for it, why that does not count (null: it holds), and whether it stands in the way. */
export type Weighed<V, W> = { verdict: V; waiver: W | null; lapse: Lapse | null; blocking: boolean }

const keyOf = ({ check, host }: { check: string; host: string }): string => `${check} ${host}`

/**
 * The one place that decides whether a waiver holds at `now`: for plan, exit code, counts, reports and browser alike.
 * A verdict that needs no waiver, a pass or a warning, is given none.
 */
export function weigh<V extends WeighedVerdict, W extends WeighedWaiver>(
  verdicts: readonly V[],
  waivers: readonly W[],
  now: Date,
): Weighed<V, W>[] {
  const given = new Map(waivers.map((waiver) => [keyOf(waiver), waiver]))
  return verdicts.map((verdict) => {
    const waiver = (couldBlock(verdict) && given.get(keyOf(verdict))) || null
    const lapse = waiver && lapseOf(waiver, verdict, now)
    return { verdict, waiver, lapse, blocking: couldBlock(verdict) && (waiver === null || lapse !== null) }
  })
}

const LAPSES: Record<Lapse, Localized> = {
  'not-waivable': { ko: '면제할 수 없는 문제입니다.', en: 'It cannot be waived.' },
  'outcome-changed': {
    ko: '결과가 달라졌습니다. 면제할 때 확인한 값 {before}, 지금 {now}.',
    en: 'The result is another one: {before} was found when it was given, now {now}.',
  },
  'found-changed': {
    ko: '확인한 값이 {before}에서 {now}(으)로 바뀌었습니다.',
    en: 'The found value changed from {before} to {now}.',
  },
  expired: { ko: '{expires}에 기한이 끝났습니다.', en: 'It expired on {expires}.' },
}

/** The same where no value tells the two apart. */
const WITHOUT_VALUES: Partial<Record<Lapse, Localized>> = {
  'outcome-changed': { ko: '결과가 달라졌습니다.', en: 'The result is another one.' },
  'found-changed': { ko: '면제한 것과 다른 문제입니다.', en: 'It is another problem than the one that was waived.' },
}

/** Why a waiver does not count, in words. */
export function lapseText(
  lapse: Lapse,
  waiver: Pick<Waiver, 'found' | 'expires'>,
  verdict: Pick<Verdict, 'found'>,
): Localized {
  const [before, now] = [waiver.found || '-', verdict.found || '-']
  const text = (before === now && WITHOUT_VALUES[lapse]) || LAPSES[lapse]
  return fill(text, { before, now, expires: waiver.expires })
}
