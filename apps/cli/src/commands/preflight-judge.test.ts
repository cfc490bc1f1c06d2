import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { FactsFile } from '@astrago/preflight'
import { displayWidth, ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type OwnPreflight, ownPreflight } from '../own-preflight.testing.ts'
import { astrago } from '../testing.ts'

let it: OwnPreflight
beforeAll(async () => {
  it = await ownPreflight()
}, 60_000)
afterAll(() => it.remove())

/** No line of text from a host may act on a terminal. */
const ACTING = /[^\P{Cc}\n]|\p{Bidi_Control}/u
const HOSTILE = 'x\u001b[2J\u001b]0;t\u0007\u202e<img src=x onerror=alert(1)>&"\'\u0000\ufffe'

/** Puts hostile texts in the place of what checks tell of a host. */
function plantHostility(file: FactsFile): void {
  file.site = HOSTILE
  for (const { facts: all } of file.records)
    Object.assign(all, {
      init: { value: { process: HOSTILE, systemd: false } },
      kernel: {
        value: { release: HOSTILE.repeat(30), arch: 'x86_64', installed: [], rebootRequired: false, bootOptions: [] },
      },
      swap: { value: { active: Array.from({ length: 2000 }, () => HOSTILE), configured: [] } },
    })
}

describe('astrago preflight judge', () => {
  test('gives the same report and exit code as the preflight did', async () => {
    const again = await astrago(['preflight', 'judge', it.facts, '--output', 'json'])
    expect(again.code).toBe(it.first.code)
    const { generatedAt: _, ...report } = JSON.parse(again.out)
    const { generatedAt: _at, ...before } = JSON.parse(it.first.out)
    expect(report).toEqual(before)
    const piped = await astrago(['preflight', 'judge', '-', '--output', 'json'], {
      stdin: readFileSync(it.facts, 'utf8'),
    })
    expect(JSON.parse(piped.out).preflight).toEqual(before.preflight)
  })

  test('writes every form, to a file or into a pipe', async () => {
    const judge = (...more: string[]) => astrago(['preflight', 'judge', it.facts, '--lang', 'ko', ...more])
    expect((await judge()).out).toContain('조치할 항목')
    expect(ReportModel.parse(parse((await judge('--output', 'yaml')).out)).kind).toBe('preflight')
    expect((await judge('--output', 'junit')).out).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /)
    expect((await judge('--output', 'html')).out).toMatch(/^<!doctype html>/)
    expect((await judge('--output', 'pdf')).out).toMatch(/^%PDF-/)
    const saved = await judge('--output', 'pdf', '--file', it.at('report.pdf'))
    expect(saved).toMatchObject({ code: it.first.code, out: '', err: expect.stringContaining(it.at('report.pdf')) })
    expect(readFileSync(it.at('report.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  }, 60_000)

  test('a file is left as it was when it cannot be written', async () => {
    mkdirSync(it.at('full'))
    writeFileSync(it.at('full/report.json'), 'before')
    const { code } = await astrago(['preflight', 'judge', it.at('absent.json'), '--file', it.at('full/report.json')])
    expect(code).toBe(2)
    expect(readFileSync(it.at('full/report.json'), 'utf8')).toBe('before')
    expect(existsSync(it.at('full/report.json.part'))).toBe(false)
  })

  test('is coloured and as wide as the terminal there, plain in a file', async () => {
    const look = { terminal: true, color: true, width: 60 }
    const { out } = await astrago(['preflight', 'judge', it.facts, '--lang', 'ko'], look)
    expect(out).toContain('\u001b[')
    expect(Math.max(...stripVTControlCharacters(out).split('\n').map(displayWidth))).toBeLessThanOrEqual(60)
    await astrago(['preflight', 'judge', it.facts, '--file', it.at('report.txt')], look)
    expect(readFileSync(it.at('report.txt'), 'utf8')).not.toContain('\u001b')
  })

  test('takes a file that an editor of Windows has saved', async () => {
    writeFileSync(it.at('marked.json'), `\ufeff${readFileSync(it.facts, 'utf8')}`)
    expect((await astrago(['preflight', 'judge', it.at('marked.json')])).code).toBe(it.first.code)
  })

  test('refuses what is no file of facts, and says so', async () => {
    writeFileSync(it.at('other.json'), '{"format":"other"}')
    writeFileSync(it.at('cut.json'), readFileSync(it.facts, 'utf8').slice(0, 1000))
    for (const name of ['other.json', 'cut.json', 'absent.json'])
      expect(await astrago(['preflight', 'judge', it.at(name)])).toMatchObject({ code: 2, out: '' })
  })

  test.each(['text', 'json', 'yaml', 'junit', 'html'])(
    'lets nothing that a file says act on the reader of %s',
    async (form) => {
      const file = it.changedFacts('hostile.json', plantHostility)
      const { code, out } = await astrago(['preflight', 'judge', file, '--output', form])
      expect(code).toBe(3)
      if (form === 'yaml' || form === 'json') expect(parse(out).site.name).toBe(HOSTILE)
      expect(out).not.toMatch(ACTING)
      expect(out).not.toContain('\u001b')
      if (form === 'html') expect(out).not.toContain('<img')
      expect(out.length).toBeLessThan(400_000)
    },
  )
})
