import type { Locale } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { buildReport } from './model/build.ts'
import { groupPoints, groupTexts, type PointGroup } from './point-groups.ts'
import { sampleHost, sampleInput, sampleVerdict, sampleWaiver } from './samples.ts'

const HOSTS = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']
function reportOf(verdicts: ReturnType<typeof sampleVerdict>[]) {
  const input = sampleInput()
  const hosts = HOSTS.map((name, index) => sampleHost(name, index))
  return buildReport({ ...input, hosts, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
}

/** What is said of a group, by the labels of its rows. */
function told(group: PointGroup, locale: Locale = 'en', most?: number): Record<string, string> {
  const { message, rows } = groupTexts(group, locale, most)
  return { message, ...Object.fromEntries(rows) }
}

describe('the same problem on several hosts', () => {
  it('is said once, what was found for each', () => {
    const { openPoints } = reportOf([
      sampleVerdict('time-synchronised', 'n1', 'fail', 'block', 'a'),
      sampleVerdict('time-synchronised', 'n2', 'fail', 'block', 'b'),
    ])
    const [group, ...rest] = groupPoints(openPoints)
    expect(rest).toEqual([])
    expect(group && told(group, 'ko')).toMatchObject({
      message: 'NTP로 시간이 맞춰지지 않고 있습니다.',
      호스트: 'n1, n2',
      '확인한 값': 'n1: a\nn2: b',
    })
  })

  it('is one problem though what is wanted and what to do differ, each said for its hosts', () => {
    const wanted = (host: string, value: string) =>
      sampleVerdict('time-synchronised', host, 'fail', 'block', 'x', value)
    const { openPoints } = reportOf([wanted('n1', '10.0.0.1'), wanted('n2', '10.0.0.2'), wanted('n3', '10.0.0.2')])
    const [one, two, three] = openPoints
    const fix = { ko: 'dnf install chrony', en: 'dnf install chrony' }
    const points = [one, two, three && { ...three, fix }].filter((point) => point !== undefined)
    const [group, ...rest] = groupPoints(points)
    expect(rest).toEqual([])
    expect(group && told(group)).toMatchObject({
      Wanted: 'n1: 10.0.0.1\nn2, n3: 10.0.0.2',
      Found: 'x',
      'What to do': expect.stringMatching(/^n1, n2: Enable chrony .*\nn3: dnf install chrony$/),
    })
  })

  it('is two problems where the outcomes are two', () => {
    const verdicts = ['n1', 'n2'].map((host) => sampleVerdict('time-synchronised', host, 'fail', 'block'))
    const { openPoints } = reportOf(verdicts.map((verdict, n) => ({ ...verdict, outcome: n ? 'bad' : 'unread' })))
    expect(groupPoints(openPoints)).toHaveLength(2)
  })

  it('is said for each where the sentence holds the value', () => {
    const { openPoints } = reportOf([
      sampleVerdict('gpu-count-declared', 'n1', 'fail', 'block', '7', '8'),
      sampleVerdict('gpu-count-declared', 'n2', 'fail', 'block', '6', '8'),
    ])
    const [group] = groupPoints(openPoints)
    expect(group && told(group)).toMatchObject({
      message: expect.stringMatching(/^n1: .* 7 are visible\.\nn2: .* 6 are visible\.$/),
      Found: '',
    })
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
    expect(groups.map((group) => [group.title.en, told(group).Host, group.subjects.map(({ id }) => id)])).toEqual([
      ['The value could not be read.', 'n[1-3]', checks],
      ['Kernel modules', 'n1', ['kernel-modules']],
    ])
    expect(groups.map((group) => told(group))).toMatchObject([
      { message: '', Check: 'Memory, Free space on /var, Operating system', Wanted: '' },
      { message: 'The value could not be read.', Check: '' },
    ])
    expect(groups[0] && told(groups[0], 'en', 2).Check).toBe('Memory, Free space on /var, and 1 more')
  })
})

describe('on many hosts', () => {
  it('hosts that found the same share a line, and the rest is counted', () => {
    const { openPoints } = reportOf(
      HOSTS.map((host, n) => sampleVerdict('time-synchronised', host, 'fail', 'block', n < 5 ? 'a' : `b${n}`)),
    )
    const [group] = groupPoints(openPoints)
    expect(group && told(group).Found).toBe('n[1-5]: a\nn6: b5\nn7: b6')
    expect(group && told(group, 'en', 1).Found).toBe('n[1-5]: a\nand 2 more')
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
    expect(group && told(group).Host).toBe('n1, n2')
    expect(group && told(group)['Waiver lapsed']).toContain('n2: It expired on 2026-11-01. (김리셀러')
  })
})
