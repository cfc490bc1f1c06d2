import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { wrongOptions } from './wrong-options.ts'

const parse =
  (...args: string[]) =>
  () =>
    parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean' } } })

const text = { ko: '함께 써야 합니다', en: 'go together' }
const Options = z
  .object({
    port: z.coerce.number().int().min(0).max(65535).default(0),
    host: z.string().min(1).default('here'),
    site: z.string().default('s'),
    day: z.iso.date().optional(),
    output: z.enum(['text', 'json']).optional(),
    checks: z.array(z.enum(Array.from({ length: 20 }, (_, i) => `check-${i}`))).optional(),
  })
  .refine(({ host }) => host !== 'alone', { path: ['host'], params: { text } })
const check = (given: object) => () => Options.parse(given, { reportInput: true })

test.each([
  [check({ port: 'http' }), '--port (PORT): must be a whole number'],
  [check({ port: '80.5' }), '--port (PORT): must be a whole number'],
  [check({ port: '65536' }), '--port (PORT): must be 65535 or less'],
  [check({ port: '-1', host: '' }), '--port (PORT): must be 0 or more\n--host: is empty'],
  [check({ host: 'alone' }), '--host: go together'],
  [check({ site: null }), '--site: is needed'],
  [check({ day: '1.2.26' }), '--day 1.2.26: must be a day, written like 2026-11-25'],
  [check({ output: 'xml' }), '--output xml: must be one of text, json'],
  [check({ checks: ['check-1', 'chekc'] }), '--checks chekc: is not known'],
  [parse('--prot', '1'), '--prot: no such option'],
  [parse('--port'), '--port: needs a value'],
  [parse('--port', '--help'), '--port: needs a value'],
  [parse('--help=1'), '--help: takes no value'],
  [parse('8420'), '8420: is no option'],
])('%# says what is wrong with an option', (refuse, wanted) => {
  let refusal: unknown
  try {
    refuse()
  } catch (error) {
    refusal = error
  }
  expect(wrongOptions(refusal, 'en', { port: { env: 'PORT' } })).toBe(wanted)
  expect(wrongOptions(refusal, 'ko')).toMatch(/\p{Script=Hangul}/u)
})

test('an error of another kind is not taken for one', () => {
  expect(() => wrongOptions(new Error('full'), 'en')).toThrow('full')
})
