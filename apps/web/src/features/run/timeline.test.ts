import type { JournalEvent, Plan, Run } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { hear, NOTHING_YET, progressOf, timelineOf } from './timeline.ts'

const text = { ko: '-', en: '-' }
const action = (id: string, phase: string, host: string) => ({
  id,
  phase,
  host,
  describe: text,
  commands: [],
  files: [],
  undoable: true,
  pointOfNoReturn: false,
  expectedMs: 1000,
})
const phase = (id: string, ...actions: ReturnType<typeof action>[]) => ({
  id,
  title: text,
  explain: text,
  concurrency: 2,
  knownLater: null,
  actions,
})
const plan = {
  phases: [
    phase('a', action('1', 'a', 'n1'), action('2', 'a', 'n1'), action('3', 'a', 'n2')),
    phase('b', action('4', 'b', 'n1')),
  ],
} as unknown as Plan
const run = (...steps: [string, string][]) =>
  ({
    steps: steps.map(([id, state]) => ({ action: id, state, attempts: 1, startedAt: null, ms: 5 })),
  }) as unknown as Run
const step = (id: string, state: string, at = 0) =>
  ({ n: 1, at, kind: 'step', step: id, phase: 'a', host: 'n1', state, attempt: 1 }) as unknown as JournalEvent

describe('the timeline', () => {
  test('of a run that has not begun is pending', () => {
    const phases = timelineOf(plan, run(), NOTHING_YET)
    expect(phases.map(({ state }) => state)).toEqual(['pending', 'pending'])
    expect(progressOf(phases)).toBe(0)
  })

  test('takes what was heard before what is stored', () => {
    const live = hear(NOTHING_YET, [step('2', 'running', 7), step('3', 'done')])
    const [first] = timelineOf(plan, run(['1', 'done'], ['2', 'pending']), live)
    expect(first).toMatchObject({ state: 'running', done: 1, total: 2 })
    expect(first?.hosts).toMatchObject([
      { host: 'n1', state: 'running', done: 1, total: 2, current: '2', step: { startedAt: 7 } },
      { host: 'n2', state: 'done', done: 1, total: 1, current: null },
    ])
  })

  test('a failure shows through everything else', () => {
    const live = hear(NOTHING_YET, [step('1', 'failed'), step('3', 'running')])
    expect(timelineOf(plan, run(), live)[0]?.state).toBe('failed')
  })

  test('is whole when every action is done or was already so', () => {
    const phases = timelineOf(plan, run(['1', 'done'], ['2', 'already'], ['3', 'done'], ['4', 'done']), NOTHING_YET)
    expect(phases.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(progressOf(phases)).toBe(1)
  })
})
