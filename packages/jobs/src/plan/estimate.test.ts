import type { Plan, StepRow, StepState } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { estimate, estimateUndo } from './estimate.ts'

const NOW = Date.parse('2026-01-01T00:01:00Z')
const text = { ko: 'x', en: 'x' }

/** Actions are written `id@host=expectedMs`; an id may hold its host, as those of real plans do. */
const phase = (concurrency: number, ...actions: string[]): Plan['phases'][number] => ({
  id: 'p',
  title: text,
  explain: text,
  concurrency,
  knownLater: null,
  actions: actions.map((written) => {
    const [, id = '', host = '', ms] = /^(.+)@(.+)=(.+)$/.exec(written) ?? []
    const shown = { describe: text, commands: [], files: [], undoable: false, pointOfNoReturn: false }
    return { id, phase: 'p', host, ...shown, expectedMs: Number(ms) }
  }),
})
const plan = (...phases: Plan['phases']): Plan => ({
  id: '1',
  site: 's',
  createdAt: '',
  hash: '',
  phases,
  warnings: [],
  obstacles: [],
})
const row = (action: string, state: StepState, ms: number | null = null, startedAt: string | null = null): StepRow => ({
  action,
  phase: 'p',
  host: 'h',
  state,
  attempts: 1,
  startedAt,
  endedAt: null,
  ms,
})
const left = (made: Plan, steps: StepRow[] = [], earlier: StepRow[][] = []) =>
  estimate({ plan: made, steps, earlier, now: NOW })

test.each<[string, Plan, StepRow[], number]>([
  ['one host after another', plan(phase(1, 'a@h=100', 'b@i=50')), [], 150],
  ['hosts side by side take as long as the slowest', plan(phase(2, 'a@h=100', 'b@i=50')), [], 100],
  ['three hosts on two workers', plan(phase(2, 'a@h=100', 'b@i=50', 'c@j=80')), [], 130],
  ['phases add up', plan(phase(2, 'a@h=100'), phase(2, 'b@h=10')), [], 110],
  [
    'what is done takes no time',
    plan(phase(1, 'a@h=100', 'b@h=50', 'c@h=1')),
    [row('a', 'done'), row('b', 'already')],
    1,
  ],
  [
    'what runs takes the rest',
    plan(phase(1, 'a@h=90000')),
    [row('a', 'running', null, '2026-01-01T00:00:00Z')],
    30_000,
  ],
  ['what runs late takes none', plan(phase(1, 'a@h=5')), [row('a', 'running', null, '2026-01-01T00:00:00Z')], 0],
  ['what failed starts anew', plan(phase(1, 'a@h=5')), [row('a', 'failed', 3)], 5],
])('%s', (_name, made, steps, remainingMs) => {
  expect(left(made, steps)).toMatchObject({ remainingMs, basedOnRuns: 0 })
})

test('durations of earlier runs go before those of the plan, and are counted', () => {
  const earlier = [
    [row('a', 'done', 10)],
    [row('a', 'done', 30)],
    [row('a', 'done', 20)],
    [row('a', 'already')],
    [row('z', 'done', 9)],
  ]
  expect(left(plan(phase(1, 'a@h=1000', 'b@h=5')), [], earlier)).toEqual({
    remainingMs: 25,
    basedOnRuns: 3,
    phases: [{ phase: 'p', leftMs: 25 }],
    underWay: [],
  })
})

test('other hosts, also of other sites, tell how long the same takes', () => {
  const earlier = [
    [row('join.start@gpu-7', 'done', 40)],
    [row('join.start@w-1', 'done', 60), row('join.start@w-2', 'done', 90)],
  ]
  const made = plan(phase(2, 'join.start@n1@n1=1000', 'join.start@n2@n2=1000'))
  expect(left(made, [], earlier)).toMatchObject({ remainingMs: 60, basedOnRuns: 2 })
})

test('says of what is under way how long it takes as a rule', () => {
  const at = '2026-01-01T00:00:00Z'
  const steps = [row('a', 'running', null, at), row('b', 'running', null, at), row('c', 'done', 1)]
  const made = plan(phase(3, 'a@h=5', 'b@i=7', 'c@j=9'))
  expect(left(made, steps, [[row('a', 'done', 30)], [row('a', 'done', 50)]]).underWay).toEqual([
    { action: 'a', expectedMs: 50, measured: 2 },
    { action: 'b', expectedMs: 7, measured: 0 },
  ])
})

describe('undoing', () => {
  const undoable = (made: Plan['phases'][number]): Plan['phases'][number] => ({
    ...made,
    actions: made.actions.map((action) => ({ ...action, undoable: true })),
  })
  const made = plan(undoable(phase(1, 'a@h=1000', 'b@h=1000', 'c@h=1000', 'd@h=1000')), phase(1, 'e@h=1000'))
  const steps = [row('a', 'done', 30), row('b', 'failed'), row('c', 'undone', 5), row('e', 'done', 70)]

  test('takes as long as doing took, of what the run did and has not taken back', () => {
    expect(estimateUndo({ plan: made, steps, earlier: [] })).toEqual({
      remainingMs: 1030,
      phases: [
        { phase: 'p', leftMs: 1030 },
        { phase: 'p', leftMs: 0 },
      ],
      basedOnRuns: 0,
      underWay: [],
    })
  })

  test('takes as long as undoing took before, where that was measured', () => {
    const earlier = [[row('a', 'undone', 7), row('b', 'done', 500)], [row('a', 'done', 90)]]
    expect(estimateUndo({ plan: made, steps, earlier })).toMatchObject({ remainingMs: 1007, basedOnRuns: 1 })
  })
})
