import { expect, test } from 'vitest'
import { EVIDENCE, evidenceOf } from './evidence.ts'

const certificate = (issuer: string) => ({ name: 'a', issuer, from: '2026-01-01', until: '2027-01-01' })
const registry = (issuer: string) => ({
  ...{ address: 'registry:5000', reach: 'open', api: null },
  tls: { problem: 'SELF_SIGNED_CERT', failure: null, chain: [certificate(issuer)] },
})

test('what a server calls itself cannot steer a terminal', () => {
  const kept = evidenceOf('registry', registry('\u001b]0;owned\u0007\u202eevil'))
  expect(kept).toEqual({ value: registry('\ufffd]0;owned\ufffd\ufffdevil') })
  expect(EVIDENCE.registry.safeParse('value' in kept ? kept.value : null).success).toBe(true)
})

test('what would not be read from a report is not kept in one', () => {
  expect(evidenceOf('registry', registry('x'.repeat(5_000)))).toEqual({ absent: 'unreadable' })
})
