import type { HostSummary, JournalEvent } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { hear, NOTHING_YET } from './live.ts'
import { standingsOf } from './standing.ts'

const host = (name: string, state: HostSummary['state'], step: string | null = null): HostSummary => ({
  ...{ host: name, state, step, done: 3, total: 3 },
  what: { ko: '모두 마쳤습니다.', en: 'All done.' },
  next: { ko: '할 일은 없습니다.', en: 'Nothing more to do.' },
})
const failed = (problem: object) =>
  [{ n: 1, at: 0, kind: 'run', state: 'failed', problem }] as unknown as JournalEvent[]

test('a host whose key changed is not complete, whatever its steps say, and comes first', () => {
  const live = hear(
    NOTHING_YET,
    failed({ code: 'HOST_KEY_CHANGED', host: 'n2', params: { offered: 'a', pinned: 'b' } }),
  )
  const [first, ...rest] = standingsOf([host('n1', 'complete'), host('n2', 'complete')], live)
  expect(first).toMatchObject({ host: 'n2', state: 'failed', problem: { code: 'HOST_KEY_CHANGED' } })
  expect(first?.next).not.toEqual(host('n2', 'complete').next)
  expect(rest).toMatchObject([{ host: 'n1', state: 'complete', problem: null }])
})

test('a host that failed at a step tells the problem of that step and what to do as the run has it', () => {
  const step = { n: 1, at: 0, kind: 'step', step: 's', phase: 'p', host: 'n1', state: 'failed', attempt: 1 }
  const events = [{ ...step, problem: { code: 'HOST_LOST', host: 'n1' } }] as unknown as JournalEvent[]
  const live = hear(NOTHING_YET, [...events, ...failed({ code: 'HOST_LOST', host: 'n1' })])
  expect(standingsOf([host('n1', 'failed', 's')], live)).toMatchObject([
    { problem: { code: 'HOST_LOST' }, next: { en: 'Nothing more to do.' } },
  ])
})
