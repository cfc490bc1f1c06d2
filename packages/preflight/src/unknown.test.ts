import { expect, test } from 'vitest'
import { CASES } from './checks/cases/index.ts'
import { parseFacts } from './facts/parse.ts'
import { FACT_KEYS } from './facts/schema.ts'
import { fixture } from './fixture.ts'
import { unreachedHost } from './probe-host.ts'
import { UnknownReason, withUnknowns } from './unknown.ts'

const recorded = (name: string): string => fixture(`debian-12-lab-${name}`)

/** Why facts are absent from an answer of the probe. */
function absentFrom(answer: string): string[] {
  const { facts } = parseFacts(answer)
  return FACT_KEYS.flatMap((key) => {
    const fact = facts[key]
    return 'absent' in fact ? [fact.absent] : []
  })
}

test('every reason for an unknown can come about, and is explained', () => {
  const { body, end } = splitEnd(recorded('root'))
  const without = (word: string) => body.replace(/@addresses\n[^@]*/, `@addresses\n!addresses ${word}\n`)
  const fromProbe = [
    ...absentFrom(recorded('user')),
    ...absentFrom(complete(without('tool-missing'))),
    ...absentFrom(complete(without('timed-out'))),
    ...absentFrom(complete(body.replace(/MemTotal: +\d+/, 'MemTotal: many'))),
    ...absentFrom(`${body.slice(0, body.length / 2)}${end}`),
  ]
  const { facts } = unreachedHost('n1', 'ssh', new Error('boom'))
  const fromConnection = 'absent' in facts.os ? [facts.os.absent] : []
  const fromLogic = Object.values(CASES).flatMap((outcomes) => Object.keys(outcomes))
  // `internal` is a check that throws: judge.test.ts has one.
  const seen = new Set([...fromProbe, ...fromConnection, ...fromLogic, 'internal'])
  expect(UnknownReason.options.filter((reason) => !seen.has(reason))).toEqual([])
  const probeReasons = ['no-root', 'tool-missing', 'timed-out', 'not-collected', 'unreadable', 'cut-off']
  expect(new Set(fromProbe)).toEqual(new Set(probeReasons))

  const texts = Object.values(withUnknowns({}, UnknownReason.options))
  expect(texts).toHaveLength(UnknownReason.options.length)
  expect(texts.filter(({ message, fix }) => !message.ko || !message.en || !fix)).toEqual([])
})

function splitEnd(answer: string): { body: string; end: string } {
  const at = answer.lastIndexOf('\n@end ')
  return { body: answer.slice(0, at), end: answer.slice(at) }
}

/** An answer with the count that the probe would have given it. */
const complete = (body: string): string => `${body}\n@end ${body.slice(body.indexOf('@probe')).length}\n`
