import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { ReportInput } from '../model/build.ts'
import { buildReport } from '../model/build.ts'
import { largeInput, longInput, sampleInput, sampleVerdict, sampleWaiver } from '../samples.ts'
import { diffToTerminal } from '../terminal/diff.ts'
import { displayWidth } from '../terminal/width.ts'
import { compareReports } from './compare.ts'

type Verdicts = ReturnType<typeof sampleVerdict>[]

function report(verdicts: Verdicts, more: Partial<ReportInput> = {}) {
  const input = sampleInput({ hosts: [], waivers: [], ...more })
  return buildReport({ ...input, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
}

const of = (status: 'pass' | 'warn' | 'fail' | 'unknown', found = '', host = 'n1', check = 'disk-free-var') => {
  const severity = { pass: 'info', warn: 'warn', fail: 'block', unknown: 'warn' } as const
  return sampleVerdict(check, host, status, severity[status], found)
}
const changes = (before: Verdicts, after: Verdicts) =>
  compareReports(report(before), report(after)).changes.map(({ change, host, check }) => `${change} ${check} ${host}`)

describe('two preflights', () => {
  it.each([
    ['pass', 'warn', 'worse', 3],
    ['warn', 'unknown', 'worse', 3],
    ['unknown', 'fail', 'worse', 3],
    ['fail', 'warn', 'better', 4],
    ['warn', 'pass', 'better', 4],
  ] as const)('a verdict from %s to %s is %s', (from, to, change, exitCode) => {
    const diff = compareReports(report([of(from)]), report([of(to)]))
    expect(diff.changes).toMatchObject([{ change, before: { status: from }, after: { status: to } }])
    expect(diff.exitCode).toBe(exitCode)
  })

  it('are the same where only a number moved that does not identify the finding', () => {
    const disk = (found: string) => ({ ...of('fail', found), identity: '/var' })
    expect(compareReports(report([disk('9 GiB')]), report([disk('8 GiB')]))).toMatchObject({ changes: [], exitCode: 0 })
  })

  it('tell another value or another outcome of the same weight', () => {
    expect(changes([of('fail', '7')], [of('fail', '6')])).toEqual(['other disk-free-var n1'])
    expect(changes([of('fail')], [{ ...of('fail'), outcome: 'unread' }])).toEqual(['other disk-free-var n1'])
  })

  it('tell a waiver that was given as better and one that lapsed as worse', () => {
    const verdicts = [of('fail', '38 GiB')]
    const waivers = [{ ...sampleWaiver, host: 'n1' }]
    const [open, waived] = [report(verdicts), report(verdicts, { waivers })]
    const lapsed = report(verdicts, { waivers, generatedAt: '2027-02-01T00:00:00Z' })
    expect(compareReports(open, waived).changes).toMatchObject([{ change: 'better', after: { waived: true } }])
    expect(compareReports(waived, lapsed)).toMatchObject({ changes: [{ change: 'worse' }], exitCode: 3 })
  })

  it('name hosts and checks that only one knows, and list of those what is no pass', () => {
    const before = [of('pass'), of('fail', '', 'old'), of('pass', '', 'n1', 'old-check')]
    const after = [
      of('pass'),
      of('fail', '', 'new'),
      of('pass', '', 'new', 'dns-resolves'),
      of('warn', '', 'n1', 'kernel-modules'),
    ]
    const diff = compareReports(report(before), report(after))
    expect(diff.hosts).toEqual({ added: ['new'], gone: ['old'] })
    expect(diff.checks).toEqual({ added: ['dns-resolves', 'kernel-modules'], gone: ['old-check'] })
    expect(diff.changes.map(({ change, host, check }) => [change, host, check])).toEqual([
      ['new', 'new', 'disk-free-var'],
      ['new', 'n1', 'kernel-modules'],
    ])
    expect(diff.exitCode).toBe(3)
  })

  it('tell verdicts that appear and go where host and check are known', () => {
    const both = [of('pass'), of('pass', '', 'n2'), of('pass', '', 'n1', 'dns-resolves')]
    const more = [...both, of('warn', '', 'n2', 'dns-resolves')]
    expect(changes(both, more)).toEqual(['new dns-resolves n2'])
    expect(changes(more, both)).toEqual(['gone dns-resolves n2'])
    expect(compareReports(report(both), report(more)).exitCode).toBe(4)
  })

  it('say whether the thresholds are others, and that nobody knows where one does not say', () => {
    const made = (thresholds: string | null) => {
      const model = report([of('pass')])
      return { ...model, preflight: model.preflight && { ...model.preflight, thresholds } }
    }
    expect(compareReports(made('a'), made('b'))).toMatchObject({ thresholdsChanged: true, exitCode: 4 })
    expect(compareReports(made('a'), made('a'))).toMatchObject({ thresholdsChanged: false, exitCode: 0 })
    expect(compareReports(made(null), made('a'))).toMatchObject({ thresholdsChanged: null, exitCode: 0 })
  })

  it('put what is worse first', () => {
    const order = changes(
      [of('fail', '', 'a'), of('pass', '', 'b'), of('warn', '', 'c')],
      [of('pass', '', 'a'), of('warn', '', 'b'), of('fail', '', 'c')],
    ).map((line) => line.split(' ')[0])
    expect(order).toEqual(['worse', 'worse', 'better'])
  })
})

describe('in a terminal', () => {
  const verdicts = largeInput(100).preflight?.verdicts ?? []
  const worse = verdicts.map((verdict) =>
    verdict.check === 'os-supported' && verdict.host !== 'node-007'
      ? { ...verdict, status: 'fail' as const, severity: 'block' as const, outcome: 'bad', found: 'CentOS' }
      : verdict,
  )
  const diff = compareReports(report([...verdicts]), report(worse))

  it('the same change on many hosts is said once', () => {
    const text = diffToTerminal(diff, { locale: 'ko', color: false })
    expect(text).toContain('나빠짐 (99)\n  운영체제 버전  os-supported\n    호스트  node-[001-006,008-100]\n')
    expect(text).toContain('이전    ✓ 통과  Ubuntu 22.04.5 LTS\n    이후    ✕ 실패 (설치를 막음)  CentOS\n')
    expect(text.split('\n').length).toBeLessThan(20)
  })

  it('what one reason keeps from being judged is said once, and again when it passes', () => {
    const dead = report([...verdicts])
    const alive = report(
      verdicts.map((verdict) =>
        verdict.host === 'node-007' ? { ...verdict, status: 'pass', severity: 'info', outcome: 'ok' } : verdict,
      ),
    )
    const look = { locale: 'en', color: false } as const
    const [died, came] = [compareReports(alive, dead), compareReports(dead, alive)]
    expect(died.counts.worse).toBeGreaterThan(6)
    expect(diffToTerminal(died, look).split('\n').length).toBeLessThan(14)
    expect(diffToTerminal(died, look)).toMatch(/ {4}Check +.+, and \d+ more\n {4}Host +node-007\n {4}After +\? /)
    expect(diffToTerminal(came, look)).toMatch(/ {4}Host +node-007\n {4}Before +\? .+\n {4}After +✓ /)
  })

  it.each([40, 80])('fits %d columns, harmless whatever hosts say', (width) => {
    const long = longInput()
    const before = buildReport({ ...long, waivers: [] })
    const other = {
      ...long,
      preflight: long.preflight ? { ...long.preflight, verdicts: long.preflight.verdicts.slice(7) } : null,
    }
    for (const color of [true, false]) {
      const painted = diffToTerminal(compareReports(before, buildReport(other)), { locale: 'ko', color, width })
      const text = stripVTControlCharacters(painted)
      expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(width)
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
    }
  })
})
