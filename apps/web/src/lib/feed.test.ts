import type { JournalEvent } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { receive } from './feed.ts'

const log = (n: number, ...lines: string[]): JournalEvent => ({
  kind: 'log',
  n,
  at: 0,
  lines: lines.length,
  host: 'cp-1',
  step: 'a',
  level: 'info',
  text: lines.join('\n'),
})
const phase = (n: number): JournalEvent => ({ kind: 'phase', n, at: 0, phase: 'prepare', state: 'running' })

describe('receive', () => {
  it('takes events that follow each other', () => {
    expect(receive(1, [phase(1), log(2, 'a', 'b'), phase(4)])).toEqual({
      fresh: [phase(1), log(2, 'a', 'b'), phase(4)],
      next: 5,
      gap: false,
    })
  })

  it('drops what was seen, also the first lines of a log event', () => {
    expect(receive(3, [phase(1), log(2, 'a', 'b', 'c')])).toEqual({ fresh: [log(3, 'b', 'c')], next: 5, gap: false })
  })

  it('stops before a gap, so that no line is lost', () => {
    expect(receive(2, [log(2, 'a'), log(9, 'z')])).toEqual({ fresh: [log(2, 'a')], next: 3, gap: true })
  })

  it('gives every line once however the connection is cut', () => {
    const journal = [log(1, 'a', 'b', 'c'), phase(4), log(5, 'd', 'e'), log(7, 'f')]
    for (let cut = 1; cut <= 8; cut++) {
      const before = receive(
        1,
        journal.filter((event) => event.n < cut),
      )
      const after = receive(before.next, journal)
      const lines = [...before.fresh, ...after.fresh].flatMap((event) =>
        event.kind === 'log' ? event.text.split('\n') : [],
      )
      expect(lines.join('')).toBe('abcdef')
    }
  })
})
