import { readdirSync } from 'node:fs'
import { findingIdentity } from '@astrago/contracts'
import { expect } from 'vitest'
import { parseFacts } from '../src/facts/parse.ts'
import { type JudgeInput, judgeAll } from '../src/judge.ts'
import { inputOf, nodeOf, recordOf } from '../src/testing.ts'

/** Names of the recorded and of the written answers. */
export const FIXTURES = readdirSync(new URL('../fixtures', import.meta.url)).map((file) => file.replace(/\.txt$/, ''))

/** By whom, what, and of what it is said, sorted. */
export const findings = (input: JudgeInput): string[] =>
  judgeAll(input)
    .map((verdict) => `${verdict.check} ${verdict.host} ${verdict.outcome} ${findingIdentity(verdict)}`)
    .sort()

/** The findings of a whole answer, as one of a host that is control plane and GPU node. */
export function findingsOf(answer: string): string[] {
  const { facts, complete } = parseFacts(answer)
  expect(complete).toBe(true)
  const { beginMs: sentAt, endMs: receivedAt } = 'value' in facts.clock ? facts.clock.value : { beginMs: 0, endMs: 0 }
  const record = { ...recordOf('h', {}, { sentAt, receivedAt }), facts }
  const nodes = [nodeOf('h', { address: '10.20.0.21', roles: ['control-plane', 'gpu'], gpuCount: 8 })]
  return findings({ ...inputOf({ nodes }), records: new Map([['h', record]]), reach: [], links: [] })
}

/** An answer with its lines changed by `change`, told its section, and its count made right again. */
export function rewritten(answer: string, change: (section: string, line: string) => string): string {
  const end = answer.lastIndexOf('\n@end ')
  let section = ''
  const lines = answer
    .slice(0, end)
    .split('\n')
    .map((line) => {
      if (line.startsWith('@')) section = line.slice(1)
      return /^[@!]/.test(line) ? line : change(section, line)
    })
  const body = lines.join('\n')
  return `${body}\n@end ${body.length}\n`
}
