import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { badOptions } from './bad-options.ts'
import { readConfig } from './config.ts'
import { runConsole } from './console.ts'

const parse =
  (...args: string[]) =>
  () =>
    parseArgs({ args, options: { port: { type: 'string' }, help: { type: 'boolean' } } })

test.each([
  [() => readConfig({ port: 'http' }, {}), '--port (ASTRAGO_PORT): must be a whole number from 0 to 65535'],
  [() => readConfig({ host: '' }, {}), '--host (ASTRAGO_HOST): is empty'],
  [() => readConfig({ 'tls-key': 'b.pem' }, {}), '--tls-cert and --tls-key go together'],
  [parse('--prot', '1'), '--prot: no such option'],
  [parse('--port'), '--port: needs a value'],
  [parse('--port', '--help'), '--port: needs a value'],
  [parse('--help=1'), '--help: takes no value'],
  [parse('8420'), '8420: is no option'],
])('%# says what is wrong with an option', (refuse, text) => {
  let refusal: unknown
  try {
    refuse()
  } catch (error) {
    refusal = error
  }
  expect(badOptions(refusal, 'en')).toBe(text)
  expect(badOptions(refusal, 'ko')).toMatch(/\p{Script=Hangul}/u)
})

test('an error of another kind is not taken for one', () => {
  expect(() => badOptions(new Error('full'), 'en')).toThrow('full')
})

test('the console says it in the language of its environment, and how it is used', async () => {
  const said: string[] = []
  const err = (text: string) => said.push(text)
  const code = await runConsole({ args: ['--port', '99999'], env: { LANG: 'ko_KR.UTF-8' }, out: () => {}, err })
  expect(code).toBe(2)
  expect(said.join('')).toMatch(/^--port \(ASTRAGO_PORT\): 0에서 65535 사이의 정수여야 합니다\n\n사용법:/)
})
