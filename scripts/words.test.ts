import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** One word for one thing in what people read: the word that is not used, and the one that is. */
const WORDS = [['까닭', '이유']] as const

const TEXTS = /\.(ts|tsx|md)$/
const files = ['apps', 'packages', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => TEXTS.test(name) && !/(^|\/)(node_modules|out|\.next)\//.test(name))
    .map((name) => join(folder, name)),
)

test.each(WORDS)('nobody says %s: it is %s everywhere', (wrong, right) => {
  const holds = (word: string) => files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes(word))
  expect(holds(right).length).toBeGreaterThan(3)
  expect(holds(wrong)).toEqual([])
})
