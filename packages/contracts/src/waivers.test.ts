import { describe, expect, test } from 'vitest'
import { exitCode } from './exit-code.ts'
import type { Verdict } from './verdicts.ts'
import { isWaivable, lapseText, type Waiver, waiverDay, weigh } from './waivers.ts'

const NOW = new Date('2026-12-01T10:00:00Z')

const full: Verdict = {
  check: 'disk-free',
  host: 'n1',
  status: 'fail',
  severity: 'block',
  outcome: 'full',
  found: '9 GiB (3 %)',
  wanted: '>= 15 %',
  identity: '/var/lib/rancher',
  params: {},
  family: null,
}
const gpus: Verdict = { ...full, check: 'gpu-count', outcome: 'fewer', found: '7', identity: undefined }

const waiverOf = ({ check, host, outcome, found, identity }: Verdict, more: Partial<Waiver> = {}): Waiver => ({
  id: 'w1',
  check,
  host,
  outcome,
  found,
  identity: identity ?? found,
  reason: 'the new disk comes on Friday',
  who: 'kim',
  at: '2026-11-30T00:00:00Z',
  expires: '2026-12-01',
  ...more,
})

const lapse = (verdict: Verdict, waiver: Waiver, now = NOW) => weigh([verdict], [waiver], now)[0]?.lapse

describe('a waiver', () => {
  test('holds through its last day in UTC, and not after', () => {
    const waiver = waiverOf(full)
    expect(lapse(full, waiver, new Date('2026-12-01T23:59:59.999Z'))).toBeNull()
    expect(lapse(full, waiver, new Date('2026-12-02T00:00:00Z'))).toBe('expired')
  })

  test('holds while what identifies the finding is the same, whatever its numbers do', () => {
    expect(lapse({ ...full, found: '8 GiB (2 %)' }, waiverOf(full))).toBeNull()
    expect(lapse({ ...full, identity: '/data' }, waiverOf(full))).toBe('found-changed')
  })

  test('holds when the same things are named in another order', () => {
    const left = { ...full, identity: undefined, found: '/etc/rancher, /var/lib/rancher' }
    const turned = { ...left, found: '/var/lib/rancher, /etc/rancher' }
    expect(lapse(turned, waiverOf(left))).toBeNull()
    expect(lapse({ ...left, found: '/etc/rancher, /var/lib/k0s' }, waiverOf(left))).toBe('found-changed')
  })

  test('without an identity holds for its found value alone', () => {
    expect(lapse(gpus, waiverOf(gpus))).toBeNull()
    expect(lapse({ ...gpus, found: '6' }, waiverOf(gpus))).toBe('found-changed')
  })

  test('lapses when the outcome is another one, an unknown too', () => {
    expect(lapse({ ...gpus, outcome: 'other' }, waiverOf(gpus))).toBe('outcome-changed')
    expect(lapse({ ...gpus, status: 'unknown', outcome: 'timed-out' }, waiverOf(gpus))).toBe('outcome-changed')
  })

  test('of a block! counts for nothing, and a pass or a warning has none', () => {
    expect(lapse({ ...gpus, severity: 'block!' }, waiverOf(gpus))).toBe('not-waivable')
    const better: Verdict[] = [
      { ...gpus, status: 'pass', severity: 'info' },
      { ...gpus, status: 'warn', severity: 'warn' },
      { ...gpus, status: 'unknown', severity: 'warn' },
    ]
    for (const verdict of better) {
      expect(isWaivable(verdict)).toBe(false)
      expect(weigh([verdict], [waiverOf(gpus)], NOW)).toEqual([{ verdict, waiver: null, lapse: null, blocking: false }])
    }
  })

  test('belongs to one check on one host', () => {
    const elsewhere = { ...gpus, host: 'n2' }
    const weighed = weigh([gpus, elsewhere], [waiverOf(gpus)], NOW)
    expect(weighed.map(({ blocking }) => blocking)).toEqual([false, true])
  })

  test('that lapsed says why, with both values', () => {
    expect(lapseText('found-changed', waiverOf(gpus), { ...gpus, found: '6' })).toEqual({
      ko: '확인한 값이 7에서 6으로 바뀌었습니다.',
      en: 'The found value changed from 7 to 6.',
    })
    const unseen = { ...gpus, found: '-' }
    expect(lapseText('found-changed', waiverOf(unseen), unseen)).toEqual({
      ko: '면제한 것과 다른 문제입니다.',
      en: 'It is another problem than the one that was waived.',
    })
    expect(lapseText('outcome-changed', waiverOf(unseen), unseen).en).toBe('The result is another one.')
    expect(lapseText('expired', waiverOf(gpus), gpus).en).toBe('It expired on 2026-12-01.')
  })
})

test('the exit code is 3 for what blocks and where nothing was judged, 4 for what is waived or warns, 0 for passes alone', () => {
  const pass: Verdict = { ...gpus, status: 'pass', severity: 'info' }
  const code = (verdicts: Verdict[], waivers: Waiver[] = []) => exitCode(weigh(verdicts, waivers, NOW))
  expect(code([pass])).toBe(0)
  expect(code([])).toBe(3)
  expect(code([pass, { ...pass, status: 'warn', severity: 'warn' }])).toBe(4)
  expect(code([pass, gpus])).toBe(3)
  expect(code([pass, gpus], [waiverOf(gpus)])).toBe(4)
  expect(code([pass, gpus], [waiverOf(gpus, { expires: '2026-11-30' })])).toBe(3)
})

test('a day is counted in UTC', () => {
  expect(waiverDay(new Date('2026-12-31T23:59:59Z'), 1)).toBe('2027-01-01')
})
