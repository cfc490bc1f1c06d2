import type { Estimate, Plan } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { stallsOf } from './stall.ts'
import type { TimelinePhase } from './timeline.ts'

const NOW = 1_000_000
const plan = {
  phases: [{ actions: ['a', 'b', 'c', 'd'].map((id) => ({ id, host: `n-${id}`, expectedMs: 10_000 })) }],
} as unknown as Plan
const host = (current: string, passedMs: number, state = 'running') => ({
  host: `n-${current}`,
  current,
  step: { state, startedAt: NOW - passedMs, attempts: 1 },
})
const stalls = (hosts: object[], underWay: Estimate['underWay'] = []) =>
  stallsOf({
    plan,
    phases: [{ hosts } as unknown as TimelinePhase],
    estimate: { underWay } as unknown as Estimate,
    now: NOW,
  }).map(({ action, passedMs, expectedMs, measured }) => [action.id, passedMs, expectedMs, measured])

test('what takes twice as long as expected and half a minute more is slow, the slowest first', () => {
  expect(stalls([host('a', 50_000), host('b', 50_001), host('c', 90_000), host('d', 90_000, 'failed')])).toEqual([
    ['c', 90_000, 10_000, 0],
    ['b', 50_001, 10_000, 0],
  ])
})

test('what earlier runs took goes before the plan', () => {
  const measured = { action: 'a', expectedMs: 120_000, measured: 12 }
  expect(stalls([host('a', 200_000)], [measured])).toEqual([])
  expect(stalls([host('a', 271_000)], [measured])).toEqual([['a', 271_000, 120_000, 12]])
})
