import { expect, test } from 'vitest'
import { preflightGaps } from './preflight-notes.ts'

const gaps = (...given: Parameters<typeof preflightGaps>): string[] => preflightGaps(...given).map(({ en }) => en)

test('only a preflight of all servers and checks speaks for the site', () => {
  expect(gaps(undefined, ['n1'])).toEqual(['No preflight has been run yet.'])
  expect(gaps({ hosts: ['n1', 'n2'], only: null }, ['n1', 'n2'])).toEqual([])
  expect(gaps({ hosts: ['n1', 'gone'], only: null }, ['n1', 'n2', 'n3'])).toEqual([
    'Servers that no preflight has looked at: n2, n3.',
  ])
  expect(gaps({ hosts: ['n1'], only: ['swap-active'] }, ['n1'])).toEqual([
    expect.stringMatching(/^Preflight: Only 1 of \d+ checks was made\. Run all of them\.$/),
  ])
})
