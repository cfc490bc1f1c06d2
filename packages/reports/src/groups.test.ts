import { describe, expect, it } from 'vitest'
import { groupChecks, groupHosts, groupPoints, groupTexts, hostsText, lapsedText, linesByCategory } from './groups.ts'
import { buildReport } from './model/build.ts'
import { sampleHost, sampleInput, sampleVerdict, sampleWaiver } from './samples.ts'

const HOSTS = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']
function reportOf(verdicts: ReturnType<typeof sampleVerdict>[]) {
  const input = sampleInput()
  const hosts = HOSTS.map((name, index) => sampleHost(name, index))
  return buildReport({ ...input, hosts, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
}
const linesOf = (verdicts: ReturnType<typeof sampleVerdict>[]) => {
  const { preflight } = reportOf(verdicts)
  return preflight ? linesByCategory(preflight).flatMap((category) => category.lines) : []
}

describe('the same verdict on many hosts', () => {
  it('is one line that need not name them all', () => {
    const lines = linesOf(HOSTS.map((host) => sampleVerdict('dns-resolves', host, 'pass', 'info', 'ok', 'ok')))
    expect(lines.map((line) => hostsText(line, lines, HOSTS.length, 'ko'))).toEqual(['모든 호스트 (7대)'])
  })

  it('names the exceptions first and the rest as the rest', () => {
    const lines = linesOf(
      HOSTS.map((host) =>
        sampleVerdict('dns-resolves', host, host === 'n3' ? 'fail' : 'pass', host === 'n3' ? 'block' : 'info'),
      ),
    )
    expect(lines.map((line) => hostsText(line, lines, HOSTS.length, 'en'))).toEqual(['n3', 'The other 6 hosts'])
  })

  it('names all where the check did not run everywhere', () => {
    const lines = linesOf(HOSTS.slice(1).map((host) => sampleVerdict('dns-resolves', host, 'pass', 'info')))
    expect(lines.map((line) => hostsText(line, lines, HOSTS.length, 'en'))).toEqual(['n[2-7]'])
  })

  it('is two lines where the found values differ', () => {
    const lines = linesOf([
      sampleVerdict('dns-resolves', 'n1', 'pass', 'info', '1 ms'),
      sampleVerdict('dns-resolves', 'n2', 'pass', 'info', '2 ms'),
    ])
    expect(lines).toHaveLength(2)
  })
})

describe('the same problem on several hosts', () => {
  it('is said once, what was found for each', () => {
    const { openPoints } = reportOf([
      sampleVerdict('time-synchronised', 'n1', 'fail', 'block', 'a'),
      sampleVerdict('time-synchronised', 'n2', 'fail', 'block', 'b'),
    ])
    const [group, ...rest] = groupPoints(openPoints)
    expect(rest).toEqual([])
    expect(group && groupTexts(group, 'ko')).toEqual({
      message: 'NTP로 시간이 맞춰지지 않고 있습니다.',
      found: 'n1: a\nn2: b',
    })
  })

  it('is said for each where the sentence holds the value', () => {
    const { openPoints } = reportOf([
      sampleVerdict('gpu-count-declared', 'n1', 'fail', 'block', '7', '8'),
      sampleVerdict('gpu-count-declared', 'n2', 'fail', 'block', '6', '8'),
    ])
    const [group] = groupPoints(openPoints)
    expect(group && groupTexts(group, 'en').message).toMatch(/^n1: .* 7 are visible\.\nn2: .* 6 are visible\.$/)
  })
})

describe('what could not be judged', () => {
  const unread = (check: string, host: string) => sampleVerdict(check, host, 'unknown', 'block')

  it('is told by its reason, with the checks that it holds for on the same hosts', () => {
    const checks = ['memory-minimum', 'disk-free-var', 'os-supported']
    const { openPoints } = reportOf([
      ...['n1', 'n2', 'n3'].flatMap((host) => checks.map((check) => unread(check, host))),
      unread('kernel-modules', 'n1'),
    ])
    const groups = groupPoints(openPoints)
    expect(
      groups.map((group) => [group.title.en, groupHosts(group, 'en'), group.subjects.map(({ id }) => id)]),
    ).toEqual([
      ['The value could not be read.', 'n[1-3]', checks],
      ['Kernel modules', 'n1', ['kernel-modules']],
    ])
    expect(groups.map((group) => groupChecks(group, 'en'))).toEqual([
      'Memory, Free space on /var, Operating system',
      '',
    ])
    expect(groups.map((group) => groupTexts(group, 'en').message)).toEqual(['', 'The value could not be read.'])
  })
})

describe('on many hosts', () => {
  it('hosts that found the same share a line, and the rest is counted', () => {
    const { openPoints } = reportOf(
      HOSTS.map((host, n) => sampleVerdict('time-synchronised', host, 'fail', 'block', n < 5 ? 'a' : `b${n}`)),
    )
    const [group] = groupPoints(openPoints)
    expect(group && groupTexts(group, 'en').found).toBe('n[1-5]: a\nn6: b5\nn7: b6')
    expect(group && groupTexts(group, 'en', 1).found).toBe('n[1-5]: a\n2 more hosts')
  })

  it('a waiver that lapsed says so for its hosts only', () => {
    const input = sampleInput()
    const verdicts = ['n1', 'n2'].map((host) => sampleVerdict('disk-free-var', host, 'fail', 'block', '38 GiB'))
    const waivers = [{ ...sampleWaiver, host: 'n2', expires: '2026-11-01' }]
    const model = buildReport({
      ...input,
      waivers,
      preflight: input.preflight ? { ...input.preflight, verdicts } : null,
    })
    const [group, ...rest] = groupPoints(model.openPoints)
    expect(rest).toEqual([])
    expect(group && groupHosts(group, 'en')).toBe('n1, n2')
    expect(group && lapsedText(group, 'en')).toContain('n2: It expired on 2026-11-01. (김리셀러')
  })
})
