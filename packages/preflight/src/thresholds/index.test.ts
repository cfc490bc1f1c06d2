import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DATA, THRESHOLDS_VERSION } from './index.ts'
import { limit, listLimits, versionOfData } from './limit.ts'

test('every file of data is part of the version', () => {
  const index = readFileSync(new URL('./index.ts', import.meta.url), 'utf8')
  const code = ['index.ts', 'limit.ts', 'sources.ts']
  const data = readdirSync(new URL('.', import.meta.url)).filter(
    (name) => !name.endsWith('.test.ts') && !code.includes(name),
  )
  expect(data.length).toBeGreaterThan(10)
  expect(data.filter((name) => !index.includes(`'./${name}'`))).toEqual([])
  expect(THRESHOLDS_VERSION).toMatch(/^[0-9a-f]{12}$/)
})

test('no remedy names a package by itself', () => {
  const folder = new URL('../checks/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  )
  const named = files.flatMap(
    (name) => readFileSync(new URL(name, folder), 'utf8').match(/(?:apt-get|dnf) install (?:-y )?[a-z][\w.-]*/g) ?? [],
  )
  expect(named).toEqual([])
})

test('a changed number or source is another version', () => {
  const version = versionOfData({ cpus: limit(4, 'A') })
  expect(versionOfData({ cpus: limit(4, 'A') })).toBe(version)
  expect(versionOfData({ cpus: limit(5, 'A') })).not.toBe(version)
  expect(versionOfData({ cpus: limit(4, 'B') })).not.toBe(version)
})

test('a changed port is another version', () => {
  const { k0s, ...others } = DATA.ports
  const ports = {
    ...others,
    k0s: { ...k0s, calico: k0s.calico.map((rule) => ('first' in rule ? { ...rule, first: rule.first + 1 } : rule)) },
  }
  expect(versionOfData(DATA)).toBe(THRESHOLDS_VERSION)
  expect(versionOfData({ ...DATA, ports })).not.toBe(THRESHOLDS_VERSION)
})

test('limits are listed by their way, each with its source', () => {
  const limits = { worker: { block: limit(4, 'A'), warn: limit(8, 'B') }, systems: limit({ ubuntu: ['22.04'] }, 'C') }
  expect(listLimits(limits)).toEqual([
    { name: 'worker block', value: '4', source: 'A' },
    { name: 'worker warn', value: '8', source: 'B' },
    { name: 'systems', value: 'ubuntu: 22.04', source: 'C' },
  ])
})
