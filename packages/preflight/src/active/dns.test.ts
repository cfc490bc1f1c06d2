import { FakeHost } from '@astrago/hosts/testing'
import { expect, test } from 'vitest'
import { askDns } from './dns.ts'

const { signal } = new AbortController()

test('a name that was not asked for has no answer, one that was and is silent is late', async () => {
  const names = ['a.example', 'silent.example', 'no name', ...Array.from({ length: 50 }, (_, i) => `n${i}.example`)]
  const host = new FakeHost('w1').on(/astrago|getaddrinfo/, 'tool=python3\na.example found 3 10.0.0.1\n')
  const found = await askDns(host, { names, domains: ['example'], search: [], label: 'nobody' }, signal)
  expect(Object.keys(found?.names ?? {})).toHaveLength(39)
  expect(found?.names).toMatchObject({ 'a.example': { state: 'found' }, 'silent.example': { state: 'late' } })
  expect(found?.names).not.toHaveProperty('no name')
  expect(found?.random).toEqual({ example: { state: 'late', addresses: [], ms: 12_000 } })
})
