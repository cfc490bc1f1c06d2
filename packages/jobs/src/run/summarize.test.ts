import { HostSummary, type Plan, type StepRow, type StepState } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { type Summary, summarize } from './summarize.ts'

const text = { ko: 'x', en: 'x' }
const shown = { commands: [], files: [], undoable: true, pointOfNoReturn: false, expectedMs: 1 }
const ids = ['a', 'b', 'c']
const plan: Plan = {
  id: '1',
  site: 's',
  createdAt: '',
  hash: '',
  warnings: [],
  obstacles: [],
  phases: [
    {
      id: 'p',
      title: text,
      explain: text,
      concurrency: 1,
      knownLater: null,
      actions: ids.map((id) => ({
        id,
        phase: 'p',
        host: 'h',
        describe: { ko: `${id} 하기`, en: `do ${id}` },
        ...shown,
      })),
    },
  ],
}

/** `states` are those of a, b and c; null is an action that was not reached. */
const summary = (states: (StepState | null)[], more: Summary = {}): HostSummary => {
  const steps = states.flatMap((state, i): StepRow[] => {
    const row = {
      action: ids[i] as string,
      phase: 'p',
      host: 'h',
      attempts: 1,
      startedAt: null,
      endedAt: null,
      ms: null,
    }
    return state ? [{ ...row, state }] : []
  })
  return summarize({ steps }, plan, more)[0] as HostSummary
}

describe('the summary of a host', () => {
  test.each<[(StepState | null)[], HostSummary['state'], number]>([
    [[null, null, null], 'untouched', 0],
    [['already', null, null], 'untouched', 1],
    [['done', null, null], 'partial', 1],
    [['already', 'done', null], 'partial', 2],
    [['done', 'already', 'done'], 'complete', 3],
    [['done', 'failed', null], 'failed', 1],
    [['done', 'cancelled', null], 'uncertain', 1],
    [['done', 'running', null], 'uncertain', 1],
    [['cancelled', 'failed', null], 'failed', 0],
    [['undone', 'already', null], 'undone', 1],
    [['undone', 'done', null], 'partial', 1],
  ])('%j is %s', (states, state, done) => {
    expect(HostSummary.parse(summary(states))).toMatchObject({ host: 'h', state, done, total: 3 })
  })

  test.each<[(StepState | null)[], HostSummary['state'], RegExp]>([
    [['done', 'undone', null], 'partial', /Undo again/],
    [['done', 'failed', null], 'failed', /Undo again/],
    [['done', 'done', 'done'], 'complete', /Undo again/],
    [['undone', 'already', null], 'undone', /Nothing more to do/],
    [[null, null, null], 'untouched', /Nothing to do/],
  ])('%j, once taking it back has begun, is %s and says so', (states, state, next) => {
    expect(summary(states, { takenBack: true })).toMatchObject({ state, next: { en: expect.stringMatching(next) } })
    expect(summary(states, { takenBack: true }).next.en).not.toMatch(/[Rr]esume/)
  })

  test.each<[(StepState | null)[], RegExp]>([
    [['done', 'failed', null], /newer installation/],
    [['done', null, null], /newer installation/],
    [['done', 'already', 'done'], /Nothing more to do/],
  ])('%j, where a newer installation stands on it, offers nothing that is not possible', (states, next) => {
    expect(summary(states, { barred: 'superseded' }).next.en).toMatch(next)
  })

  test('names the action that stopped it, in both languages', () => {
    const { what, step } = summary(['done', 'failed', null])
    expect(step).toBe('b')
    expect(what.ko).toBe('3개 작업 중 1개를 마쳤고, 다음 작업이 실패했습니다: b 하기')
    expect(what.en).toBe('1 of 3 actions are done; this one failed: do b')
  })
})
