import { execFileSync, spawnSync } from 'node:child_process'
import { LOCALES } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { toJunit } from './junit.ts'
import { buildReport } from './model/build.ts'
import { longInput, sampleInput, sampleVerdict } from './samples.ts'

const noPython = spawnSync('python3', ['--version']).error ? 'python3 is missing' : null

/** Read by a real XML parser (expat): name, attributes, text and children of each element. */
const READ = `
import json, sys, xml.etree.ElementTree as T
def tell(e): return {"tag": e.tag, "at": e.attrib, "text": (e.text or "").strip(), "in": [tell(c) for c in e]}
print(json.dumps(tell(T.fromstring(sys.stdin.buffer.read()))))`
type Element = { tag: string; at: Record<string, string>; text: string; in: Element[] }
const read = (xml: string): Element =>
  JSON.parse(execFileSync('python3', ['-c', READ], { input: xml, encoding: 'utf8', maxBuffer: 2 ** 28 }))

const casesOf = (root: Element): Map<string, Element> =>
  new Map(root.in.flatMap((suite) => suite.in.map((each) => [`${suite.at.name} ${each.at.name}`, each])))

describe.skipIf(noPython)(`the JUnit report${noPython ? `: ${noPython}` : ''}`, () => {
  const root = read(toJunit(buildReport(sampleInput()), 'en'))

  it('is a suite a host and a case a check', () => {
    expect(root.tag).toBe('testsuites')
    expect(root.in.map(({ tag, at }) => [tag, at.name, at.tests])).toEqual([
      ['testsuite', 'cp-1', '10'],
      ['testsuite', 'gpu-1', '10'],
    ])
    expect(casesOf(root).get('cp-1 memory-minimum')).toEqual({
      tag: 'testcase',
      at: { classname: 'cp-1.cpu-memory', name: 'memory-minimum', time: '0' },
      text: '',
      in: [],
    })
  })

  it('tells failures, waivers and warnings apart', () => {
    const cases = casesOf(root)
    expect(cases.get('cp-1 port-etcd-peer')?.in).toMatchObject([
      {
        tag: 'failure',
        at: { type: 'bad', message: expect.stringMatching(/^etcd peer port: cp-1 and/) },
        text: expect.stringMatching(/Wanted: TCP 2380/),
      },
    ])
    expect(cases.get('gpu-1 disk-free-var')?.in).toMatchObject([
      { tag: 'skipped', at: { message: expect.stringMatching(/^Waived: 김리셀러, until 2026-12-31: 12월/) } },
    ])
    expect(cases.get('cp-1 time-synchronised')?.in).toMatchObject([
      { tag: 'system-out', text: expect.stringMatching(/^Warning: /) },
    ])
    expect(cases.get('gpu-1 dns-resolves')?.in).toMatchObject([{ tag: 'skipped' }])
  })

  it('has a waiver that lapsed as a failure, and an unknown that blocks as an error', () => {
    const input = sampleInput({ generatedAt: '2027-06-01T00:00:00Z' })
    const verdicts = [...(input.preflight?.verdicts ?? []), sampleVerdict('os-supported', '*', 'unknown', 'block')]
    const late = buildReport({ ...input, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
    const cases = casesOf(read(toJunit(late, 'en')))
    expect(cases.get('gpu-1 disk-free-var')?.in).toMatchObject([
      { tag: 'failure', text: expect.stringMatching(/Waived: .* Waiver lapsed: It expired on 2026-12-31/) },
    ])
    expect(cases.get('site os-supported')?.in).toMatchObject([{ tag: 'error' }])
  })

  it.each(LOCALES)('counts what it holds, and is well-formed whatever hosts say (%s)', (locale) => {
    const model = buildReport(longInput())
    const text = toJunit(model, locale)
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
    const long = read(text)
    const tags = (element: Element, tag: string): number =>
      (element.tag === tag ? 1 : 0) + element.in.reduce((sum, child) => sum + tags(child, tag), 0)
    const counted = (element: Element, ...kinds: string[]) => kinds.map((kind) => String(tags(element, kind)))
    for (const suite of long.in) {
      const { tests, failures, errors, skipped } = suite.at
      expect([tests, failures, errors, skipped]).toEqual(counted(suite, 'testcase', 'failure', 'error', 'skipped'))
    }
    const { tests, failures, errors } = long.at
    expect([tests, failures, errors]).toEqual(counted(long, 'testcase', 'failure', 'error'))
    // What junit-10.xsd of Jenkins' xUnit plugin allows; the plugin refuses a file that has more.
    expect(Object.keys(long.at)).toEqual(['name', 'tests', 'failures', 'errors', 'time'])
    expect(Number(long.at.tests)).toBe(model.preflight?.verdicts.length)
    const exit = model.preflight?.exitCode
    expect(Number(long.at.failures) + Number(long.at.errors) > 0).toBe(exit === 3)
  })
})
