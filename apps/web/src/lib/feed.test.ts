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
      rewound: false,
    })
  })

  it('stops before a gap, so that no line is lost', () => {
    expect(receive(2, [log(2, 'a'), log(9, 'z')])).toEqual({
      fresh: [log(2, 'a')],
      next: 3,
      gap: true,
      rewound: false,
    })
  })

  it('takes an event again whose lines hold the number asked for', () => {
    const whole = log(2, 'a', 'b', 'c')
    expect(receive(3, [whole, phase(5)])).toEqual({ fresh: [whole, phase(5)], next: 6, gap: false, rewound: true })
  })

  it('goes back where the end of the journal was lost and its numbers were given anew', () => {
    expect(receive(101, [log(91, 'x', 'y')])).toEqual({
      fresh: [log(91, 'x', 'y')],
      next: 93,
      gap: false,
      rewound: true,
    })
  })

  it('gives every line once however the connection is cut', () => {
    const journal = [log(1, 'a', 'b', 'c'), phase(4), log(5, 'd', 'e'), log(7, 'f')]
    for (let cut = 1; cut <= 8; cut++) {
      const lines: string[] = []
      const take = (events: readonly JournalEvent[]) => {
        for (const event of events) lines.splice(event.n - 1, lines.length, ...textOf(event))
      }
      const before = receive(
        1,
        journal.filter((event) => event.n < cut),
      )
      take(before.fresh)
      const covering = journal.filter((event) => event.n + (event.kind === 'log' ? event.lines : 1) > before.next)
      take(receive(before.next, covering).fresh)
      expect(lines.join('')).toBe('abc-def')
    }
  })
})

const textOf = (event: JournalEvent): string[] => (event.kind === 'log' ? event.text.split('\n') : ['-'])
