import { expect, test } from 'vitest'
import type { Plan } from '../plans.ts'
import { type Mark, markLevel, markWords } from './mark-words.ts'

const plan = {
  phases: [
    {
      id: 'prepare',
      title: { ko: '호스트 준비', en: 'Prepare hosts' },
      actions: [{ id: 'swap@n1', describe: { ko: '스왑을 끕니다', en: 'Turn swap off' } }],
    },
  ],
} as unknown as Plan
const base = { n: 1, at: 0 }
const step = (state: string, more: object = {}): object => ({
  ...base,
  kind: 'step',
  step: 'swap@n1',
  phase: 'prepare',
  host: 'n1',
  state,
  attempt: 1,
  ...more,
})

test.each<[object, string, unknown, string, string]>([
  [step('running'), 'n1', '▸ 스왑을 끕니다', 'plain', 'info'],
  [step('done', { ms: 72_000 }), 'n1', '✓ 스왑을 끕니다 (1분 12초)', 'pass', 'info'],
  [
    step('failed', { problem: { code: 'HOST_LOST', host: 'n1' } }),
    'n1',
    expect.stringMatching(/^✕ 스왑을 끕니다: 실패 — .*n1/),
    'fail',
    'error',
  ],
  [step('failed', { again: true }), 'n1', '! 스왑을 끕니다: 실패해서 다시 시도합니다', 'warn', 'warn'],
  [step('done', { step: 'gone@n1' }), 'n1', '✓ gone@n1', 'pass', 'info'],
  [{ ...base, kind: 'phase', phase: 'prepare', state: 'running' }, '', '── 호스트 준비 시작', 'plain', 'info'],
  [{ ...base, kind: 'run', state: 'failed' }, '', expect.stringMatching(/실패/), 'fail', 'error'],
  [{ ...base, kind: 'run', state: 'interrupted' }, '', expect.stringMatching(/중단/), 'warn', 'warn'],
])('a mark is said in words', (mark, host, text, tone, level) => {
  expect(markWords('install', plan, 'ko')(mark as Mark)).toEqual({ host, text, tone })
  expect(markLevel(mark as Mark)).toBe(level)
})

test('without its plan a mark says the ids', () => {
  expect(markWords('install', null, 'en')(step('running') as Mark).text).toBe('▸ swap@n1')
})

test('of an undoing, nothing reads as if it were done anew', () => {
  const say = markWords('undo', plan, 'en')
  expect(['running', 'undone', 'failed', 'cancelled'].map((state) => say(step(state) as Mark).text)).toEqual([
    '▸ Undo: Turn swap off',
    '✓ Turn swap off: undone',
    '✕ Turn swap off: not undone',
    '! Turn swap off: undoing was stopped',
  ])
})
