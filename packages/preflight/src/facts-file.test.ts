import { readFileSync } from 'node:fs'
import { schemaText } from '@astrago/contracts/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { FactsFile, factsFile } from './facts-file.ts'
import { judgeAll } from './judge.ts'
import { inputOf, nodeOf, recordOf } from './testing.ts'

const PUBLISHED = new URL('../../../docs/reference/facts.schema.json', import.meta.url)

test('the JSON Schema of the facts file in the reference is that of the program (vitest -u writes it)', async () => {
  await expect(schemaText('AstraGo facts of hosts, astrago-facts version 1', FactsFile)).toMatchFileSnapshot(
    PUBLISHED.pathname,
  )
})

test('the published schema takes a facts file, and refuses another version, an unknown fact and a wrong number', () => {
  const published = z.fromJSONSchema(JSON.parse(readFileSync(PUBLISHED, 'utf8')))
  const input = inputOf({ nodes: [nodeOf('n1')] })
  const record = recordOf('n1', { swap: 'no-root' })
  const verdicts = judgeAll({ ...input, records: new Map([['n1', record]]), reach: [], links: [] })
  const result = { records: [record], reach: [], links: [], verdicts }
  const file = JSON.parse(
    JSON.stringify(
      factsFile({ site: 'S', exportedAt: '2026-11-23T00:00:00Z', preflight: null, input, result, waivers: [] }),
    ),
  )
  const takes = (change: object): boolean => published.safeParse({ ...file, ...change }).success
  const withFacts = (change: object) => ({ records: [{ ...record, facts: { ...record.facts, ...change } }] })

  expect(published.safeParse(file).error).toBeUndefined()
  expect(takes({ version: 2 })).toBe(false)
  expect(takes(withFacts({ weather: { value: 'fair' } }))).toBe(false)
  expect(takes(withFacts({ memory: { value: { totalKib: -1, availableKib: 0, hugepages: 0 } } }))).toBe(false)
  expect(takes(withFacts({ memory: { absent: 'no-root' } }))).toBe(true)
})
