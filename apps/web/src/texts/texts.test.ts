import { describe, expect, it } from 'vitest'
import * as catalogue from './index.ts'

type Text = { ko: string; en: string }

const isText = (value: object): value is Text => 'ko' in value && 'en' in value

/** Every text below a value, with the path to it. */
function textsIn(value: unknown, path: string): [string, Text][] {
  if (typeof value !== 'object' || value === null) return []
  if (isText(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}

const texts = Object.entries(catalogue).flatMap(([name, part]) => textsIn(part, name))
const names = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)(?::[^}]*)?\}/g)].map(([, name]) => name))].toSorted()

/** Texts that are a name or made of parameters alone, the same in both languages. */
const SAME = new Set([
  'DISTRIBUTIONS.rke2',
  'DISTRIBUTIONS.k0s',
  'DISTRIBUTIONS.kubespray',
  'NODE_ROLES.gpu',
  'COLUMN_TITLES.gpu',
  'preflight.cell',
  'preflight.counted',
])

describe('catalogue', () => {
  it('holds texts', () => expect(texts.length).toBeGreaterThan(100))

  it.each(texts)('%s says the same in both languages', (path, { ko, en }) => {
    expect(names(ko)).toEqual(names(en))
    expect(en.trim()).not.toBe('')
    expect(en).not.toMatch(/\p{Script=Hangul}/u)
    if (!SAME.has(path)) expect(ko).toMatch(/\p{Script=Hangul}|\d/u)
  })
})
