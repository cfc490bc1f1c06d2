import { writeFileSync } from 'node:fs'
import { ReportDiff } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OwnPreflight, ownPreflight } from '../own-preflight.testing.ts'
import { astrago } from '../testing.ts'

let it: OwnPreflight
beforeAll(async () => {
  it = await ownPreflight()
}, 60_000)
afterAll(() => it.remove())

describe('astrago preflight diff', () => {
  test('of facts and of a report of the same preflight finds nothing', async () => {
    writeFileSync(it.at('report.json'), it.first.out)
    for (const other of [it.facts, it.at('report.json')]) {
      const { code, out } = await astrago(['preflight', 'diff', it.facts, other, '--output', 'json'])
      expect(ReportDiff.parse(JSON.parse(out))).toMatchObject({ changes: [], hosts: { added: [], gone: [] } })
      expect(code).toBe(0)
    }
    expect((await astrago(['preflight', 'diff', it.facts, it.facts, '--lang', 'ko'])).out).toContain(
      '달라진 것이 없습니다.',
    )
  })

  test('tells what got worse, by the verdicts of then or judged again', async () => {
    const swap = it.changedFacts('swap.json', ({ records }) => {
      for (const { facts: all } of records) if ('value' in all.kernel) all.kernel.value.arch = 'riscv64'
    })
    const diff = async (...more: string[]) => {
      const { code, out } = await astrago(['preflight', 'diff', it.facts, swap, '--output', 'json', ...more])
      return { code, changes: ReportDiff.parse(JSON.parse(out)).changes.map(({ change, check }) => [change, check]) }
    }
    expect(await diff()).toEqual({ code: 0, changes: [] })
    const again = await diff('--again')
    expect(again.code).toBe(3)
    expect(again.changes).toContainEqual(['worse', 'cpu-arch-supported'])
  })

  test('says that the thresholds differ, and is never for nothing then', async () => {
    const other = it.changedFacts('thresholds.json', (file) => {
      file.thresholds = 'another'
    })
    const { code, out } = await astrago(['preflight', 'diff', it.facts, other, '--lang', 'en'])
    expect(code).toBe(4)
    expect(out).toMatch(/The thresholds have changed \([0-9a-f]+ → another\)/)
  })

  test('refuses what is neither, naming the file', async () => {
    writeFileSync(it.at('other.json'), '{"schema":"astrago-report/1"}')
    const { code, err } = await astrago(['preflight', 'diff', it.facts, it.at('other.json'), '--lang', 'en'])
    expect(code).toBe(2)
    expect(err).toContain(it.at('other.json'))
  })
})
