import { writeFileSync } from 'node:fs'
import { waiverDay } from '@astrago/contracts'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { type OwnPreflight, ownPreflight } from '../own-preflight.testing.ts'
import { astrago } from '../testing.ts'

let it: OwnPreflight
beforeAll(async () => {
  it = await ownPreflight()
}, 60_000)
afterAll(() => it.remove())

describe('waivers of a file', () => {
  const soon = waiverDay(new Date(), 30)
  const blocking = () =>
    (ReportModel.parse(JSON.parse(it.first.out)).preflight?.verdicts ?? []).filter(
      (verdict) => verdict.blocking && verdict.severity === 'block',
    )
  const write = (waivers: unknown): string => {
    writeFileSync(it.at('waivers.yaml'), stringify({ waivers }))
    return it.at('waivers.yaml')
  }
  const all = (more: object = {}) =>
    blocking().map(({ check, host, outcome, identity }) => ({
      check,
      host,
      reason: 'a machine of the test',
      who: 'kim',
      expires: soon,
      outcome,
      identity,
      ...more,
    }))
  const run = async (path: string) => {
    const { out, ...more } = await astrago([
      'preflight',
      '--waivers',
      path,
      '--facts',
      it.at('waived.json'),
      '--output',
      'json',
      '--lang',
      'en',
    ])
    return { ...more, preflight: out ? ReportModel.parse(JSON.parse(out)).preflight : null }
  }

  test('change the exit code, are in the report, and travel in the facts to judge', async () => {
    expect(blocking().length).toBeGreaterThan(0)
    const { code, preflight, err } = await run(write(all()))
    expect(preflight?.counts.waived).toBe(blocking().length)
    expect(code).toBe(preflight?.counts.blocking ? 3 : 4)
    expect(err).toBe('')
    const judged = await astrago(['preflight', 'judge', it.at('waived.json'), '--output', 'json'])
    expect(judged.code).toBe(code)
    expect(JSON.parse(judged.out).preflight.counts).toEqual(preflight?.counts)
  }, 60_000)

  test('count in judge as of the time of the file, also when they have expired since', async () => {
    await run(write(all()))
    const old = it.readFacts(it.at('waived.json'))
    const aged = it.changedFacts('aged.json', (file) => {
      Object.assign(file, { ...old, exportedAt: '2020-05-01T00:00:00Z' })
      for (const waiver of file.waivers) waiver.expires = '2020-06-01'
    })
    const judged = await astrago(['preflight', 'judge', aged, '--output', 'json'])
    expect(JSON.parse(judged.out).preflight.counts).toMatchObject({ waived: blocking().length, lapsed: 0 })
  }, 60_000)

  test('lapse when expired or tied to another finding, and the report says so', async () => {
    const [one, ...rest] = all()
    const past = { ...one, expires: '2020-01-01' }
    const other = rest.map((waiver) => ({ ...waiver, identity: 'something else' }))
    const { code, preflight } = await run(write([past, ...other]))
    expect(code).toBe(3)
    const lapses = preflight?.verdicts.flatMap(({ waiver }) => (waiver?.lapse ? [waiver.lapse.why] : []))
    expect(lapses?.toSorted()).toEqual(['expired', ...other.map(() => 'found-changed')].toSorted())
  }, 60_000)

  test('that name no finding do not count, and are told the lines with which they do', async () => {
    const { code, err, preflight } = await run(write(all({ outcome: undefined, identity: undefined })))
    expect(preflight?.counts).toMatchObject({ waived: 0, lapsed: 0 })
    expect(code).toBe(3)
    const [one] = blocking()
    expect(err).toContain(`The waiver of ${one?.check}`)
    expect(err).toContain('does not say of which finding it is')
    expect(err).toContain(`    outcome: ${one?.outcome}`)
  }, 60_000)

  test('that are not needed are told', async () => {
    const passed = ReportModel.parse(JSON.parse(it.first.out)).preflight?.verdicts.find(
      ({ status }) => status === 'pass',
    )
    const { err, code } = await run(
      write([{ check: passed?.check, host: passed?.host, reason: 'long enough', who: 'kim', expires: soon }]),
    )
    expect(err).toContain(`not needed, nothing blocks there now: ${passed?.check}`)
    expect(code).toBe(it.first.code)
  }, 60_000)

  test.each([
    ['no such check', { check: 'no-such-check' }, /^ {2}- \d+: waivers\.0\.check: There is no such check/m],
    ['no such host', { host: 'elsewhere' }, /^ {2}- 2: host: The site has no such host: elsewhere/m],
    ['a short reason', { reason: 'no' }, /waivers\.0\.reason: It must have between 5/],
    ['no person', { who: ' ' }, /waivers\.0\.who: It must name the person/],
    ['no day', { expires: 'soon' }, /waivers\.0\.expires: It must be a date/],
    ['a day too far off', { expires: '2099-01-01' }, /expires: It may be 20\d\d-\d\d-\d\d at the latest/],
    ['an unknown key', { until: '2026-12-31' }, /waivers\.0: Unknown: until/],
  ])('with %s are bad input, with the line', async (_, wrong, message) => {
    const good = { check: 'cpu-count', host: '*', reason: 'long enough', who: 'kim', expires: soon }
    const { code, err } = await run(write([{ ...good, ...wrong }]))
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  test('twice for the same, or in a file that is no YAML, are bad input', async () => {
    const good = { check: 'cpu-count', host: ['*', '*'], reason: 'long enough', who: 'kim', expires: soon }
    expect((await run(write([good]))).err).toContain('It is there twice: cpu-count *')
    writeFileSync(it.at('broken.yaml'), 'waivers:\n  - check: [')
    expect(await run(it.at('broken.yaml'))).toMatchObject({ code: 2, err: expect.stringMatching(/^ {2}- \d+: -: /m) })
    expect((await run(it.at('absent.yaml'))).code).toBe(2)
  })
})
