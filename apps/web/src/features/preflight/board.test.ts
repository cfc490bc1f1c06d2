import { Category, type CheckInfo, type HostEvent, SITE_WIDE, type Verdict, type Waiver } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { COLUMNS, countBlockers, countStandings, groupProblems, judgedOf, makeBoard, mergeVerdicts } from './board.ts'
import { compareVerdicts } from './compare.ts'
import { countJudged, hear, NOTHING_YET } from './live.ts'

function aVerdict(
  check: string,
  host: string,
  status: Verdict['status'] = 'pass',
  severity: Verdict['severity'] = 'info',
): Verdict {
  return {
    check: check as Verdict['check'],
    host,
    status,
    severity,
    outcome: status,
    found: '',
    wanted: '',
    params: {},
    family: null,
  }
}
function aWaiver(check: string, host: string): Waiver {
  return {
    id: 'w',
    check: check as Verdict['check'],
    host,
    outcome: 'fail',
    found: '',
    identity: '',
    expires: '2026-01-31',
    reason: 'as agreed',
    who: 'kim',
    at: '2026-01-01T00:00:00Z',
  }
}
const info = (id: string, category: Category) => [id, { id, category } as unknown as CheckInfo] as const
const checks = new Map([info('memory-total', 'cpu-memory'), info('port-in-use', 'ports'), info('vip-free', 'network')])

it('has every category in exactly one column', () => {
  expect(Object.values(COLUMNS).flat().toSorted()).toEqual(Category.options.toSorted())
})

describe('standing', () => {
  const verdicts = [
    aVerdict('port-in-use', 'a', 'fail', 'block'),
    aVerdict('vip-free', 'a', 'unknown', 'block'),
    aVerdict('memory-total', 'a'),
  ]
  const waivers = [aWaiver('port-in-use', 'a')]

  it('shows a waived failure as waived, and counts it as no blocker', () => {
    const judged = judgedOf(verdicts, waivers, new Date('2026-01-15'))
    expect(countStandings(judged)).toEqual({ fail: 0, unknown: 1, warn: 0, waived: 1, pass: 1 })
    expect(countBlockers(judged)).toBe(1)
  })

  it('counts a failure again whose waiver lapsed, and keeps the waiver beside it', () => {
    const judged = judgedOf(verdicts, waivers, new Date('2026-02-15'))
    expect(judged[0]).toMatchObject({ standing: 'fail', lapse: 'expired', waiver: { who: 'kim' } })
    expect(countBlockers(judged)).toBe(2)
  })
})

describe('makeBoard', () => {
  const judged = judgedOf(
    [
      aVerdict('memory-total', 'a'),
      aVerdict('port-in-use', 'a'),
      aVerdict('vip-free', 'a', 'fail', 'block'),
      aVerdict('vip-free', SITE_WIDE, 'warn', 'warn'),
    ],
    [],
    new Date(),
  )

  it('says the worst of a cell and leaves out columns without verdicts', () => {
    const { columns, rows } = makeBoard({ judged, checks, hosts: ['a', 'b'], filter: null })
    expect(columns).toEqual(['resources', 'network'])
    expect(
      rows.map(({ host, cells }) => [host, ...cells.map(({ worst, judged }) => `${worst} ${judged.length}`)]),
    ).toEqual([
      ['a', 'pass 1', 'fail 2'],
      ['b', 'null 0', 'null 0'],
      [SITE_WIDE, 'null 0', 'warn 1'],
    ])
  })

  it('keeps only what the filter asks for', () => {
    const { rows } = makeBoard({ judged, checks, hosts: ['a', 'b'], filter: 'warn' })
    expect(rows.map(({ host }) => host)).toEqual([SITE_WIDE])
  })
})

it('gathers the same problem of several hosts', () => {
  const judged = judgedOf(
    [
      aVerdict('memory-total', 'a', 'warn', 'warn'),
      aVerdict('vip-free', 'a', 'fail', 'block'),
      aVerdict('vip-free', 'b', 'fail', 'block'),
    ],
    [],
    new Date(),
  )
  expect(groupProblems(judged)).toEqual([
    { check: 'vip-free', standing: 'fail', hosts: ['a', 'b'] },
    { check: 'memory-total', standing: 'warn', hosts: ['a'] },
  ])
})

describe('live', () => {
  const event: HostEvent = {
    kind: 'host',
    n: 1,
    at: 0,
    host: 'a',
    state: 'judged',
    verdicts: [aVerdict('vip-free', 'a')],
  }

  it('puts newer verdicts in place of older ones', () => {
    const old = [aVerdict('vip-free', 'a', 'fail', 'block'), aVerdict('memory-total', 'a')]
    expect(mergeVerdicts(old, [aVerdict('vip-free', 'a')]).map(({ check, status }) => [check, status])).toEqual([
      ['vip-free', 'pass'],
      ['memory-total', 'pass'],
    ])
  })

  it('knows which hosts are judged and when the preflight has ended', () => {
    const live = hear(NOTHING_YET, [{ ...event, state: 'probing', verdicts: [] }])
    expect(countJudged(live, ['a', 'b'])).toBe(0)
    const later = hear(live, [event, { kind: 'run', n: 2, at: 0, state: 'done' }])
    expect(countJudged(later, ['a', 'b'])).toBe(1)
    expect([live.ended, later.ended]).toEqual([false, true])
    expect(hear(later, [event]).ended).toBe(true)
    expect(later.verdicts).toHaveLength(1)
  })
})

it('compares two preflights, what got worse first', () => {
  const before = [
    aVerdict('vip-free', 'a', 'fail'),
    aVerdict('memory-total', 'a'),
    aVerdict('port-in-use', 'a'),
    aVerdict('port-in-use', 'b'),
  ]
  const after = [
    aVerdict('vip-free', 'a'),
    aVerdict('memory-total', 'a', 'warn'),
    aVerdict('port-in-use', 'a'),
    aVerdict('port-in-use', 'c'),
  ]
  expect(compareVerdicts(before, after).map(({ check, host, change }) => `${check} ${host} ${change}`)).toEqual([
    'memory-total a worse',
    'vip-free a better',
    'port-in-use c added',
    'port-in-use b gone',
  ])
})
