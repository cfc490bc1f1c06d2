import type { Plan } from '@astrago/contracts'
import { expect, test } from 'vitest'
import type { MarkRow } from './log-store.ts'
import { markWords } from './mark-words.ts'

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
const step = (state: string, more: object = {}) => ({
  ...base,
  kind: 'step',
  step: 'swap@n1',
  phase: 'prepare',
  host: 'n1',
  state,
  attempt: 1,
  ...more,
})

test.each([
  [step('running'), 'n1', '▸ 스왑을 끕니다', 'plain'],
  [step('done', { ms: 72_000 }), 'n1', '✓ 스왑을 끕니다 (1분 12초)', 'pass'],
  [
    step('failed', { problem: { code: 'HOST_LOST', host: 'n1' } }),
    'n1',
    expect.stringMatching(/^✕ 스왑을 끕니다: 실패 — .*n1/),
    'fail',
  ],
  [step('done', { step: 'gone@n1' }), 'n1', '✓ gone@n1', 'pass'],
  [{ ...base, kind: 'phase', phase: 'prepare', state: 'running' }, '', '── 호스트 준비 시작', 'plain'],
  [{ ...base, kind: 'run', state: 'interrupted' }, '', expect.stringMatching(/중단/), 'warn'],
])('a mark is said in words', (event, host, text, tone) => {
  const row = { kind: 'mark', ...base, event } as unknown as MarkRow
  expect(markWords(plan, 'ko')(row)).toEqual({ host, text, tone })
})
