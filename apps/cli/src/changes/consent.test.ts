import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { testIo } from '../testing.ts'
import { isConsented } from './consent.ts'

const QUESTION = { ko: '할까요?', en: 'Do it?' }

/** What becomes of the question on a terminal where this is typed. */
const typed = (text: string) => {
  const input = Object.assign(new PassThrough().end(text), { isTTY: true })
  return isConsented({ io: testIo({ input }).io, locale: 'en', options: {}, words: [] }, QUESTION)
}

test.each([
  ['y\n', true],
  ['Yes\n', true],
  ['\n', false],
  ['n\n', false],
  ['yellow\n', false],
])('%j is %s', async (text, isYes) => expect(await typed(text)).toBe(isYes))

test('the end of input, as by Ctrl-D, is no, and is not waited for', async () => {
  expect(await typed('')).toBe(false)
})
