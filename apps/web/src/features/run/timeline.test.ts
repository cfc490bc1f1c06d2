import type { JournalEvent, Plan, Run } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { hear, NOTHING_YET } from './live.ts'
import { progressOf, timelineOf } from './timeline.ts'

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
const NOW = 60_000
const run = (...steps: [string, string][]) =>
  ({
    kind: 'install',
    state: 'running',
    steps: steps.map(([id, state]) => ({
      action: id,
      state,
      attempts: state === 'already' ? 0 : 1,
      startedAt: null,
      ms: 5,
    })),
  }) as unknown as Run
const step = (id: string, state: string, at = 0) =>
  ({ n: 1, at, kind: 'step', step: id, phase: 'a', host: 'n1', state, attempt: 1 }) as unknown as JournalEvent

describe('the timeline', () => {
  test('of a run that has not begun is pending', () => {
    const phases = timelineOf(plan, run(), NOTHING_YET, NOW)
    expect(phases.map(({ state }) => state)).toEqual(['pending', 'pending'])
    expect(progressOf(phases)).toBe(0)
  })

  test('takes what was heard before what is stored', () => {
    const live = hear(NOTHING_YET, [step('2', 'running', 7), step('3', 'done')])
    const [first] = timelineOf(plan, run(['1', 'done'], ['2', 'pending']), live, NOW)
    expect(first).toMatchObject({ state: 'running', done: 1, total: 2 })
    expect(first?.hosts).toMatchObject([
      { host: 'n1', state: 'running', done: 1, total: 2, current: '2', step: { startedAt: 7 } },
      { host: 'n2', state: 'done', done: 1, total: 1, current: null },
    ])
  })

  test('a failure shows through everything else', () => {
    const live = hear(NOTHING_YET, [step('1', 'failed'), step('3', 'running')])
    expect(timelineOf(plan, run(), live, NOW)[0]?.state).toBe('failed')
  })

  test('is whole when every action is done or was already so', () => {
    const phases = timelineOf(
      plan,
      run(['1', 'done'], ['2', 'already'], ['3', 'done'], ['4', 'done']),
      NOTHING_YET,
      NOW,
    )
    expect(phases.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(progressOf(phases)).toBe(1)
  })

  test('of a run that has ended has nothing at work', () => {
    const interrupted = { ...run(['1', 'done'], ['2', 'running']), state: 'interrupted' } as Run
    const live = hear(NOTHING_YET, [step('1', 'done'), step('2', 'running', 7)])
    const [first, second] = timelineOf(plan, interrupted, live, NOW)
    expect([first?.state, first?.hosts[0]?.step?.state, second?.state]).toEqual(['cancelled', 'cancelled', 'pending'])
  })

  test('counts the time of hosts side by side once', () => {
    const at = (id: string, from: number, ms: number) => [
      step(id, 'running', from),
      { ...step(id, 'done'), ms } as JournalEvent,
    ]
    const live = hear(NOTHING_YET, [...at('1', 1000, 2000), ...at('3', 2000, 3000), step('2', 'running', 50_000)])
    expect(timelineOf(plan, run(), live, NOW)[0]?.ms).toBe(4000 + 10_000)
  })

  test('keeps how long a step took when a resumed run tells of it again', () => {
    const live = hear(NOTHING_YET, [step('1', 'running', 10), { ...step('1', 'done'), ms: 5 } as JournalEvent])
    expect(hear(live, [step('1', 'done')]).steps.get('1')).toMatchObject({ startedAt: 10, ms: 5 })
  })
})

describe('the timeline of an undoing', () => {
  const undo = { ...run(['1', 'done'], ['2', 'done'], ['3', 'already'], ['4', 'done']), kind: 'undo' } as Run

  test('begins at nothing, the last phase first, without what was so before', () => {
    const phases = timelineOf(plan, undo, NOTHING_YET, NOW)
    expect(phases.map(({ id, state, total }) => [id, state, total])).toEqual([
      ['b', 'pending', 1],
      ['a', 'pending', 1],
    ])
    expect(progressOf(phases)).toBe(0)
  })

  test('goes on action by action, the last first', () => {
    const live = hear(NOTHING_YET, [step('4', 'undone'), step('2', 'running', 7)])
    const phases = timelineOf(plan, undo, live, NOW)
    expect(phases.map(({ state }) => state)).toEqual(['undone', 'running'])
    expect(phases[1]?.hosts).toMatchObject([{ host: 'n1', current: '2', done: 0, total: 2 }])
    expect(progressOf(phases)).toBe(1 / 3)
  })
})
