import { exitCode, SITE_WIDE, type Verdict, weigh } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { hostCheck, isSiteCheck, ok } from './check.ts'
import { CHECKS } from './checks/index.ts'
import { countByStatus } from './count.ts'
import { factsFile, judgeAgain, readFactsFile } from './facts-file.ts'
import { judgeAll, judgeHost } from './judge.ts'
import { inputOf, nodeOf, recordOf } from './testing.ts'

const nodes = [
  nodeOf('n1', { roles: ['control-plane'] }),
  nodeOf('n2', { address: '10.20.0.2', roles: ['gpu'], gpuCount: 8 }),
]
const records = new Map([
  ['n1', recordOf('n1')],
  [
    'n2',
    recordOf('n2', { identity: { hostname: 'n2', bootId: 'boot-2', machineId: '0123456789abcdef0123456789abcde2' } }),
  ],
])
const input = { ...inputOf({ nodes }), records, reach: [], links: [] }

describe('judging', () => {
  test('gives one verdict for every check that applies to a host, and one for the site', () => {
    const verdicts = judgeAll(input)
    const keys = verdicts.map(({ check, host }) => `${check} ${host}`)
    expect(new Set(keys).size).toBe(keys.length)
    const asked = CHECKS.filter(isSiteCheck).filter(
      (check) => check.info.profiles.includes(input.site.profile) && check.asks(input),
    )
    expect(verdicts.filter(({ host }) => host === SITE_WIDE).map(({ check }) => check)).toEqual(
      asked.map(({ info }) => info.id),
    )
    expect(keys).toContain('gpu-count n2')
    expect(keys).not.toContain('gpu-count n1')
    expect(keys).not.toContain('python-target n1')
  })

  test('a check for other profiles is left out', () => {
    const proxied = judgeAll({ ...input, site: { ...input.site, profile: 'proxy' } })
    expect(proxied.some(({ check }) => check === 'proxy-env-leftover')).toBe(false)
    expect(judgeAll(input).some(({ check }) => check === 'proxy-env-leftover')).toBe(true)
  })

  test('does not depend on the order of hosts and facts', () => {
    const turned = new Map(
      [...records]
        .reverse()
        .map(([name, record]) => [
          name,
          { ...record, facts: Object.fromEntries(Object.entries(record.facts).reverse()) as typeof record.facts },
        ]),
    )
    const sorted = (verdicts: ReturnType<typeof judgeAll>) => verdicts.map((verdict) => JSON.stringify(verdict)).sort()
    expect(sorted(judgeAll({ ...input, nodes: [...nodes].reverse(), records: turned }))).toEqual(
      sorted(judgeAll(input)),
    )
  })

  test('an unreachable host has all its verdicts, unknown but for its connection', () => {
    const dead = recordOf(
      'n2',
      {},
      { connected: false, root: false, problem: { code: 'HOST_UNREACHABLE', host: 'n2' } },
    )
    const verdicts = judgeAll({
      ...input,
      records: new Map([
        ['n1', recordOf('n1')],
        ['n2', dead],
      ]),
    }).filter(({ host }) => host === 'n2')
    const known = verdicts.filter(({ status }) => status !== 'unknown').map(({ check }) => check)
    expect(known.sort()).toEqual(['node-ip-in-cidr', 'ssh-reachable'])
    expect(verdicts).toHaveLength(judgeAll(input).filter(({ host }) => host === 'n2').length)
  })

  test('a host without a record is not judged', () => {
    expect(judgeAll({ ...input, records: new Map([['n1', recordOf('n1')]]) }).some(({ host }) => host === 'n2')).toBe(
      false,
    )
  })

  test('a check that throws or names no outcome is unknown and does not vanish', () => {
    const base = {
      id: 'cpu-count',
      category: 'cpu-memory',
      title: { ko: '-', en: '-' },
      explain: { ko: '-', en: '-' },
      reads: [],
      source: '-',
      outcomes: { pass: ok('-', '-') },
    } as const
    const broken = hostCheck({
      ...base,
      judge: () => {
        throw new Error('boom')
      },
    })
    const nameless = hostCheck({
      ...base,
      id: 'memory-total',
      judge: () => ({ outcome: 'other' as 'pass', found: '', wanted: '' }),
    })
    expect(judgeHost(input, 'n1', { among: [broken, nameless] })).toMatchObject([
      { check: 'cpu-count', status: 'unknown', outcome: 'internal', severity: 'warn' },
      { check: 'memory-total', status: 'unknown', outcome: 'internal' },
    ])
  })

  test('a value that is too long to be kept says that it was cut', () => {
    const names = Array.from({ length: 40 }, (_, index) => `name-${index}.example.com`)
    const hostsFile = [{ address: '10.20.0.9', names }]
    const [verdict] = judgeHost({ ...input, records: new Map([['n1', recordOf('n1', { hostsFile })]]) }, 'n1', {
      among: [
        hostCheck({
          id: 'cpu-count',
          category: 'cpu-memory',
          title: { ko: '-', en: '-' },
          explain: { ko: '-', en: '-' },
          reads: ['hostsFile'],
          source: '-',
          outcomes: { pass: ok('-', '-') },
          judge: ({ hostsFile }) => {
            const found = hostsFile.flatMap((line) => line.names).join(', ')
            return { outcome: 'pass', found, wanted: found, params: { found } }
          },
        }),
      ],
    })
    for (const text of [verdict?.found, verdict?.wanted, String(verdict?.params.found)]) {
      expect(text).toHaveLength(500)
      expect(text).toMatch(/…$/)
    }
  })
})

describe('how verdicts count', () => {
  const code = (verdicts: Verdict[]) => exitCode(weigh(verdicts, [], new Date()))
  const swapping = (swap: string[]) =>
    judgeHost({ ...input, records: new Map([['n1', recordOf('n1', { swap: { active: swap } })]]) }, 'n1', {
      only: ['swap-active'],
    })
  const only = (
    change: Parameters<typeof recordOf>[1],
    check: 'swap-active' | 'cgroup-version' | 'cpu-arch-supported',
  ) => judgeHost({ ...input, records: new Map([['n1', recordOf('n1', change)]]) }, 'n1', { only: [check] })

  test('0 pass, 4 warning, 3 failure', () => {
    expect(code(swapping([]))).toBe(0)
    expect(code(swapping(['/swap.img']))).toBe(4)
    expect(code(only({ cgroup: { version: 'v1' } }, 'cgroup-version'))).toBe(3)
  })

  test('an unknown that could block is a failure, another a warning', () => {
    expect(code(only({ cgroup: 'no-root' }, 'cgroup-version'))).toBe(3)
    expect(code(only({ swap: 'no-root' }, 'swap-active'))).toBe(4)
  })

  test('counts every status', () => {
    expect(countByStatus(swapping(['/swap.img']))).toEqual({ pass: 0, warn: 1, fail: 0, unknown: 0 })
  })
})

describe('the facts file', () => {
  const result = { records: [...records.values()], reach: [], links: [], verdicts: judgeAll(input) }
  const file = factsFile({
    site: 'Site',
    exportedAt: '2026-11-23T00:00:00Z',
    preflight: { id: 'p1', startedAt: '2026-11-23T00:00:00Z', endedAt: null },
    input: inputOf({ nodes }),
    result,
    waivers: [],
  })

  test('gives the same verdicts again after a way through JSON', () => {
    const read = readFactsFile(JSON.parse(JSON.stringify(file)))
    expect(judgeAgain(read)).toEqual(judgeAll(input))
  })

  test('of before there were waivers is read as one without any, nor a preflight', () => {
    const { waivers: _, preflight: _p, ...older } = file
    expect(readFactsFile(older)).toMatchObject({ waivers: [], preflight: null })
  })

  test('a broken file is refused with the place', () => {
    expect(() => readFactsFile({ ...file, reach: [{ from: 1 }] })).toThrow(/reach\.0\.from/)
    expect(() => readFactsFile(null)).toThrow(expect.objectContaining({ code: 'FACTS_INVALID' }))
  })
})
