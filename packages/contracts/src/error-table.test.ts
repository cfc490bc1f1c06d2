import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CLUSTER_ERRORS } from './error-table/cluster.ts'
import type { ErrorEntry } from './error-table/entry.ts'
import { ERRORS } from './error-table.ts'
import { explain } from './errors.ts'

const FOLDER = join(import.meta.dirname, 'error-table')
const entries: [string, ErrorEntry][] = Object.entries(ERRORS)

async function codesOfFamilies(): Promise<string[]> {
  const files = readdirSync(FOLDER).filter((name) => name !== 'entry.ts')
  const families = await Promise.all(files.map((name) => import(join(FOLDER, name)) as Promise<object>))
  return families.flatMap((family) => Object.values(family).flatMap((table) => Object.keys(table)))
}

describe('the error table', () => {
  test('holds every code of every family, each once', async () => {
    expect((await codesOfFamilies()).sort()).toEqual(Object.keys(ERRORS).sort())
  })

  test('speaks of resuming only where it is an installation that stopped: fixes and undoing are begun anew', () => {
    const resumed = entries.flatMap(([code, { fix }]) =>
      /resume/i.test(fix.en) || /이어서/.test(fix.ko) ? [code] : [],
    )
    const ofInstallations = resumed.filter((code) => code in CLUSTER_ERRORS || code === 'RUN_SUPERSEDED')
    expect(resumed).toEqual(ofInstallations)
    expect(resumed).toContain('CLUSTER_START_FAILED')
  })

  test('fills the same names in both languages', () => {
    const names = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort()
    for (const [code, { what, cause, fix }] of entries)
      for (const text of [what, cause, fix]) expect([code, names(text.ko)]).toEqual([code, names(text.en)])
  })

  test('names what was not found in the language of the reader, and what has a name of its own by that', () => {
    expect(explain({ code: 'NOT_FOUND', params: { what: 'site' } }, 'ko').what).toBe('찾을 수 없습니다: 사이트')
    expect(explain({ code: 'NOT_FOUND', params: { what: 'n001' } }, 'ko').what).toBe('찾을 수 없습니다: n001')
  })
})
