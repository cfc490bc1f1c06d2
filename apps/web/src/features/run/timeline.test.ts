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
const phaseBegins = (id: string): JournalEvent => ({ n: 1, at: 0, kind: 'phase', phase: id, state: 'running' })
const runBegins: JournalEvent = { n: 1, at: 0, kind: 'run', state: 'running' }
const runIsCancelled: JournalEvent = { ...runBegins, state: 'cancelled' }

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

  test('a phase that has begun is under way while the hosts are still read', () => {
    const live = hear(NOTHING_YET, [phaseBegins('a')])
    expect(timelineOf(plan, run(), live, NOW).map(({ state, reading }) => [state, reading])).toEqual([
      ['running', true],
      ['pending', false],
    ])
    const [first] = timelineOf(plan, run(), hear(live, [step('1', 'running')]), NOW)
    expect(first).toMatchObject({ state: 'running', reading: false })
  })

  test('of a resumed run, what was broken off or failed waits until its turn comes', () => {
    const before = [step('1', 'done'), step('2', 'running', 7), step('3', 'failed')]
    const live = hear(NOTHING_YET, [...before, runBegins, phaseBegins('b')])
    const [first, second] = timelineOf(plan, run(['1', 'done']), live, NOW)
    expect(first).toMatchObject({ state: 'pending', hosts: [{ done: 1, current: null }, { state: 'pending' }] })
    expect(second).toMatchObject({ state: 'running', reading: true })
    expect(timelineOf(plan, run(), hear(live, [step('2', 'running', 9)]), NOW)[0]?.hosts[0]?.step?.startedAt).toBe(9)
  })

  test('a resumed run that ends before their turn leaves them as they were', () => {
    const live = hear(NOTHING_YET, [
      step('1', 'done'),
      step('3', 'failed'),
      runBegins,
      phaseBegins('a'),
      runIsCancelled,
    ])
    const cancelled = { ...run(['1', 'done'], ['3', 'failed']), state: 'cancelled' } as Run
    expect(timelineOf(plan, cancelled, live, NOW)[0]?.hosts.map(({ state }) => state)).toEqual(['cancelled', 'failed'])
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
