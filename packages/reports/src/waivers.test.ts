import { describe, expect, it } from 'vitest'
import { buildReport } from './model/build.ts'
import { sampleInput, sampleVerdict, sampleWaiver } from './samples.ts'
import { waiverGroups, waiverTexts } from './waivers.ts'

const HOSTS = ['gpu-1', 'gpu-2', 'gpu-3', 'gpu-4']

describe('a waiver of many hosts', () => {
  const input = sampleInput()
  const verdicts = HOSTS.map((host, n) => sampleVerdict('disk-free-var', host, 'fail', 'block', `${30 + n} GiB`))
  const waivers = HOSTS.map((host, n) => ({
    ...sampleWaiver,
    host,
    found: n < 2 ? '50 GiB' : `${30 + n} GiB`,
    identity: n < 2 ? '50 GiB' : `${30 + n} GiB`,
  }))
  const { preflight } = buildReport({
    ...input,
    waivers,
    preflight: input.preflight ? { ...input.preflight, verdicts } : null,
  })
  const groups = preflight ? waiverGroups(preflight) : []
  const texts = groups.map((group) => waiverTexts(group, 'en', 'Asia/Seoul'))

  it('is told once, apart from where it lapsed', () => {
    expect(texts.map(({ hosts, found }) => [hosts, found])).toEqual([
      ['gpu-1, gpu-2', 'gpu-1: 30 GiB\ngpu-2: 31 GiB'],
      ['gpu-3, gpu-4', 'gpu-3: 32 GiB\ngpu-4: 33 GiB'],
    ])
  })

  it('says who, when, until when and why, and why it lapsed, for each host', () => {
    expect(texts.map(({ signs }) => signs)).toEqual(Array(2).fill('김리셀러\n2026-11-23 14:10\nuntil 2026-12-31'))
    expect(texts.map(({ reason }) => reason)).toEqual([
      `${sampleWaiver.reason}\nWaiver lapsed: gpu-1: The found value changed from 50 GiB to 30 GiB.\ngpu-2: The found value changed from 50 GiB to 31 GiB.`,
      sampleWaiver.reason,
    ])
  })
})
