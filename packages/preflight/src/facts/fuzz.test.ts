import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Random, randomOf, shuffled } from '../../test/random.ts'
import { fixture } from '../fixture.ts'
import { judgeHost } from '../judge.ts'
import { inputOf, nodeOf, recordOf } from '../testing.ts'
import { parseFacts } from './parse.ts'
import { Facts } from './schema.ts'

const ROUNDS = 6
const NAMES = readdirSync(new URL('../../fixtures', import.meta.url)).map((file) => file.replace(/\.txt$/, ''))
/** As a hostile host or a broken tool may send them: colours, a new title, the cursor home, C1, NUL, a turned direction. */
const HOSTILE = [
  '\u001b[31m',
  '\u001b]0;owned\u0007',
  '\u001b[2J\u001b[H',
  '\u009b31m',
  '\u0000',
  '\b\b',
  '\u202e',
  '\r',
]

/** Some forty lines changed. */
function spoil(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n')
  for (let count = 0; count < 40; count++) {
    const at = random(lines.length)
    lines[at] = change(lines[at] ?? '')
  }
  return lines.join('\n')
}

const garbage = (random: Random): string =>
  Array.from({ length: random(200) }, () => String.fromCharCode(random(0x300))).join('')

const into = (line: string, random: Random, more: string): string => {
  const at = random(line.length + 1)
  return `${line.slice(0, at)}${more}${line.slice(at)}`
}

const DAMAGE: Record<string, (text: string, random: Random) => string> = {
  'cut off anywhere': (text, random) => text.slice(0, random(text.length)),
  'lines in another order': (text, random) => `@probe\nversion=2\n${shuffled(text.split('\n'), random).join('\n')}`,
  'lines of garbage': (text, random) => spoil(text, random, () => garbage(random)),
  'garbage behind the name of a value': (text, random) =>
    spoil(text, random, (line) => `${line.slice(0, line.search(/[=:]/) + 1)}${garbage(random)}`),
  'control characters': (text, random) =>
    spoil(text, random, (line) => into(line, random, HOSTILE[random(HOSTILE.length)] ?? '')),
  'huge lines': (text, random) => spoil(text, random, (line) => into(line, random, 'A9.:=/ '.repeat(random(2000)))),
  'huge numbers': (text, random) => spoil(text, random, (line) => line.replace(/\d+/g, '9'.repeat(1 + random(400)))),
  'nothing but garbage': (_, random) => garbage(random).repeat(50),
}

/** Control and direction characters, which a terminal or a page would obey. Tab and newline part values. */
const OBEYED = /[^\P{Cc}\t\n]|\p{Bidi_Control}/u

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)])
}

describe.each(Object.entries(DAMAGE))('an answer with %s', (_, damage) => {
  test.each(NAMES)('of %s: facts fit their schema, are judged, and obey nobody', (name) => {
    const whole = fixture(name)
    for (let round = 1; round <= ROUNDS; round++) {
      const { facts } = parseFacts(damage(whole, randomOf(round * 7919)))
      expect(Facts.parse(JSON.parse(JSON.stringify(facts))), `round ${round}`).toEqual(facts)
      const node = nodeOf('n1', { address: '10.20.0.21', roles: ['gpu'] })
      const record = { ...recordOf('n1', {}), facts }
      const verdicts = judgeHost(
        { ...inputOf({ nodes: [node] }), records: new Map([['n1', record]]), reach: [], links: [] },
        'n1',
      )
      expect(verdicts.length).toBeGreaterThan(50)
      expect(
        textsOf([facts, verdicts]).filter((text) => OBEYED.test(text)),
        `round ${round}`,
      ).toEqual([])
    }
  })
})
