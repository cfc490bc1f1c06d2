import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Text = { ko: string; en: string }

const isText = (value: object): value is Text => 'ko' in value && 'en' in value

/** Every text below a value, with the path to it. */
function textsIn(value: unknown, path: string): [string, Text][] {
  if (typeof value !== 'object' || value === null) return []
  if (isText(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}

/** Every file of this folder is part of the catalogue, so that a new one cannot be forgotten here. */
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
const modules: object[] = await Promise.all(files.map((name) => import(`./${name}`)))
const texts = modules.flatMap((module) => Object.entries(module).flatMap(([name, part]) => textsIn(part, name)))
const names = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)(?::[^}]*)?\}/g)].map(([, name]) => name))].toSorted()

/** Names, the same in both languages. */
const SAME = new Set([
  'DISTRIBUTIONS.rke2',
  'DISTRIBUTIONS.k0s',
  'DISTRIBUTIONS.kubespray',
  'NODE_ROLES.gpu',
  'COLUMN_TITLES.gpu',
])

describe('catalogue', () => {
  it('holds texts', () => expect(texts.length).toBeGreaterThan(100))

  it('names what is cancelled, undone or revoked: beside "Keep going" the bare word could be either answer', () => {
    const bare = new Set(['취소', '되돌리기', 'Cancel', 'Undo', 'Revoke'])
    const found = texts.filter(([, { ko, en }]) => bare.has(ko) || bare.has(en)).map(([path]) => path)
    expect(found).toEqual(['common.cancel', 'RUN_TITLES.undo'])
  })

  it.each(texts)('%s says the same in both languages', (path, { ko, en }) => {
    expect(names(ko)).toEqual(names(en))
    expect(en.trim()).not.toBe('')
    expect(en).not.toMatch(/\p{Script=Hangul}/u)
    const wordless = !/\p{L}/u.test(ko.replaceAll(/\{[^}]*\}/g, ''))
    if (!SAME.has(path) && !wordless) expect(ko).toMatch(/\p{Script=Hangul}|\d/u)
  })
})
