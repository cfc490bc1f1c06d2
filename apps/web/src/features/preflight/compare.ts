import type { Verdict, VerdictStatus } from '@astrago/contracts'

/** From best to worst. */
const ORDER: readonly VerdictStatus[] = ['pass', 'warn', 'unknown', 'fail']

export type Change = 'better' | 'worse' | 'added' | 'gone'
export type Difference = { check: string; host: string; before: Verdict | null; after: Verdict | null; change: Change }

function changeOf(before: Verdict | null, after: Verdict | null): Change | null {
  if (!before) return 'added'
  if (!after) return 'gone'
  const step = ORDER.indexOf(after.status) - ORDER.indexOf(before.status)
  if (step === 0) return null
  return step > 0 ? 'worse' : 'better'
}

const CHANGES: readonly Change[] = ['worse', 'better', 'added', 'gone']

/** What two preflights say differently, what got worse first. */
export function compareVerdicts(before: readonly Verdict[], after: readonly Verdict[]): readonly Difference[] {
  const key = ({ check, host }: Verdict) => `${check} ${host}`
  const old = new Map(before.map((verdict) => [key(verdict), verdict]))
  const now = new Map(after.map((verdict) => [key(verdict), verdict]))
  const differences = [...new Set([...now.keys(), ...old.keys()])].flatMap((id): Difference[] => {
    const was = old.get(id) ?? null
    const is = now.get(id) ?? null
    const change = changeOf(was, is)
    const subject = is ?? was
    return change && subject ? [{ check: subject.check, host: subject.host, before: was, after: is, change }] : []
  })
  return differences.toSorted((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change))
}
