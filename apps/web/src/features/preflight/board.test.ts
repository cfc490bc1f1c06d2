import { Category, type CheckInfo, type HostEvent, SITE_WIDE, type Verdict, type Waiver } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import {
  countBlockers,
  countStandings,
  groupProblems,
  judgedIn,
  judgedOf,
  judgeHosts,
  makeBoard,
  mergeVerdicts,
} from './board.ts'
import { COLUMNS } from './columns.ts'
import { compareVerdicts } from './compare.ts'
import { NO_FILTER } from './filter.ts'
import { countActive, countJudged, hear, NOTHING_YET } from './live.ts'

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
    const judged = judgedOf(verdicts, waivers, '2026-01-15')
    expect(countStandings(judged)).toEqual({ fail: 0, unknown: 1, warn: 0, waived: 1, pass: 1 })
    expect(countBlockers(judged)).toEqual({ failed: 0, unknown: 1 })
  })

  it('counts a failure again whose waiver lapsed, and keeps the waiver beside it', () => {
    const judged = judgedOf(verdicts, waivers, '2026-02-15')
    expect(judged[0]).toMatchObject({ standing: 'fail', lapse: 'expired', waiver: { who: 'kim' } })
    expect(countBlockers(judged)).toEqual({ failed: 1, unknown: 1 })
  })
})

const TODAY = '2026-01-01'
const byHost = (verdicts: readonly Verdict[]) => Map.groupBy(verdicts, ({ host }) => host)

describe('makeBoard', () => {
  const judged = judgeHosts(
    byHost([
      aVerdict('memory-total', 'a'),
      aVerdict('port-in-use', 'a'),
      aVerdict('vip-free', 'a', 'fail', 'block'),
      aVerdict('vip-free', SITE_WIDE, 'warn', 'warn'),
    ]),
    [],
    TODAY,
  )
  const board = (filter = {}) => makeBoard({ judged, checks, hosts: ['a', 'b'], filter: { ...NO_FILTER, ...filter } })
  const words = ({ rows }: ReturnType<typeof board>) =>
    rows.map(({ host, cells }) =>
      [host, ...[...cells.values()].map(({ column, worst, judged: own }) => `${column} ${worst} ${own.length}`)].join(),
    )

  it('says the worst of a cell and leaves out columns without verdicts', () => {
    expect(board().columns).toEqual(['resources', 'network'])
    expect(words(board())).toEqual(['a,network fail 2,resources pass 1', 'b', `${SITE_WIDE},network warn 1`])
  })

  it('keeps only what the filter asks for', () => {
    expect(words(board({ standings: ['warn'] }))).toEqual([`${SITE_WIDE},network warn 1`])
    expect(words(board({ standings: ['warn', 'fail'] }))).toEqual([`a,network fail 1`, `${SITE_WIDE},network warn 1`])
    expect(words(board({ severity: 'block' }))).toEqual(['a,network fail 1'])
    expect(board({ column: 'resources' })).toMatchObject({ columns: ['resources'], rows: [{ host: 'a' }] })
    expect(judgedIn(board({ column: 'resources' }).rows).map(({ verdict }) => verdict.check)).toEqual(['memory-total'])
  })

  it('shows a host by its name though nothing is known of it yet', () => {
    expect(words(board({ hosts: 'B' }))).toEqual(['b'])
    expect(words(board({ hosts: 'b, whole' }))).toEqual(['b', `${SITE_WIDE},network warn 1`])
  })

  it('makes nothing anew of a host of which nothing new was said', () => {
    const waivers: readonly Waiver[] = []
    const before = new Map([...byHost([aVerdict('vip-free', 'a')]), ...byHost([aVerdict('vip-free', 'b')])])
    const after = new Map([...before, ['b', [aVerdict('vip-free', 'b', 'fail', 'block')]]])
    const rows = [before, after].map(
      (verdicts) =>
        makeBoard({ judged: judgeHosts(verdicts, waivers, TODAY), checks, hosts: ['a', 'b'], filter: NO_FILTER }).rows,
    )
    expect(rows[0]?.[0]?.cells).toBe(rows[1]?.[0]?.cells)
    expect(rows[1]?.[1]?.cells.get('network')?.worst).toBe('fail')
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
    TODAY,
  )
  expect(groupProblems(judged)).toMatchObject([
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

  it('puts newer verdicts of a host in place of older ones, and leaves those of others as they are', () => {
    const together: HostEvent = { ...event, host: SITE_WIDE, verdicts: [aVerdict('port-in-use', 'b')] }
    const live = hear(hear(NOTHING_YET, [event]), [together])
    const later = hear(live, [{ ...event, verdicts: [aVerdict('vip-free', 'a', 'fail', 'block')] }])
    expect([...later.verdicts].map(([host, own]) => [host, ...own.map(({ status }) => status)])).toEqual([
      ['a', 'fail'],
      ['b', 'pass'],
    ])
    expect(later.verdicts.get('b')).toBe(live.verdicts.get('b'))
    expect(hear(later, [{ ...event, state: 'probing', verdicts: [] }]).verdicts).toBe(later.verdicts)
  })

  it('keeps what a host said of itself when it is compared with the others', () => {
    const compared: HostEvent = { ...event, host: SITE_WIDE, verdicts: [aVerdict('machine-id-unique', 'a')] }
    const { verdicts } = hear(hear(NOTHING_YET, [event]), [compared])
    expect(verdicts.get('a')?.map(({ check }) => check)).toEqual(['vip-free', 'machine-id-unique'])
  })

  it('merges by check', () => {
    const old = [aVerdict('vip-free', 'a', 'fail', 'block'), aVerdict('memory-total', 'a')]
    expect(mergeVerdicts(old, [aVerdict('vip-free', 'a')]).map(({ check, status }) => [check, status])).toEqual([
      ['vip-free', 'pass'],
      ['memory-total', 'pass'],
    ])
  })

  it('adds up the active checks of the hosts, also past events that say nothing of them', () => {
    const waiting = { ...event, state: 'waiting' as const, verdicts: [], active: { done: 0, all: 3 } }
    const live = hear(NOTHING_YET, [
      waiting,
      { ...waiting, host: 'b' },
      { ...waiting, state: 'probing', active: undefined },
    ])
    expect(countActive(live)).toEqual({ done: 0, all: 6 })
    expect(countActive(hear(live, [{ ...event, active: { done: 2, all: 3 } }, event]))).toEqual({ done: 2, all: 6 })
    expect(countActive(hear(NOTHING_YET, [event]))).toEqual({ done: 0, all: 0 })
  })

  it('knows which hosts are judged and when the preflight has ended', () => {
    const live = hear(NOTHING_YET, [{ ...event, state: 'probing', verdicts: [] }])
    expect(countJudged(live, ['a', 'b'])).toBe(0)
    const later = hear(live, [event, { kind: 'run', n: 2, at: 0, state: 'done' }])
    expect(countJudged(later, ['a', 'b'])).toBe(1)
    expect([live.ended, later.ended]).toEqual([false, true])
    expect(hear(later, [event]).ended).toBe(true)
    expect(later.verdicts.get('a')).toHaveLength(1)
  })
})

it('says once what many checks could not be made for on the same hosts', () => {
  const unknown = (check: string, host: string, outcome = 'host-unreachable'): Verdict => ({
    ...aVerdict(check, host, 'unknown', 'block'),
    outcome,
  })
  const verdicts = [
    ...['vip-free', 'memory-total', 'port-in-use'].flatMap((check) => [unknown(check, 'a'), unknown(check, 'b')]),
    unknown('swap-active', 'a'),
    unknown('disk-type', 'a', 'no-root'),
    aVerdict('ssh-login', 'a', 'fail', 'block'),
  ]
  const groups = groupProblems(judgedOf(verdicts, [], TODAY))
  expect(groups.map(({ check, hosts, checks }) => [check, hosts, checks])).toEqual([
    ['ssh-login', ['a'], 1],
    ['vip-free', ['a', 'b'], 3],
    ['swap-active', ['a'], 1],
    ['disk-type', ['a'], 1],
  ])
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
