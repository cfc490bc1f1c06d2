import { describe, expect, it } from 'vitest'
import { format } from '../../lib/format.ts'
import { countNodes, factOf, nextStep, stepHref, stepOfPath } from './steps.ts'

const words = (fact: ReturnType<typeof factOf>) => fact && format(fact.text, 'en', fact.params)

describe('factOf', () => {
  it('says why a step is closed', () => {
    expect(words(factOf({ step: 'plan', state: 'closed', counts: {} }))).toBe('Opens after the preflight')
  })

  it('puts what needs attention before what is well', () => {
    expect(words(factOf({ step: 'hosts', state: 'attention', counts: { hosts: 8, reached: 7, keys: 1 } }))).toBe(
      '1 key to confirm',
    )
    expect(words(factOf({ step: 'hosts', state: 'done', counts: { hosts: 8, reached: 8, keys: 0 } }))).toBe(
      '8 of 8 reached',
    )
    expect(words(factOf({ step: 'preflight', state: 'attention', counts: { blocking: 2, pass: 600 } }))).toBe(
      '2 blocking · 0 warnings',
    )
    expect(words(factOf({ step: 'preflight', state: 'done', counts: { waived: 2, pass: 600 } }))).toBe('2 waived')
  })

  it('falls back to the state, and is silent before a step began', () => {
    expect(words(factOf({ step: 'preflight', state: 'running', counts: { blocking: 1 } }))).toBe('under way')
    expect(words(factOf({ step: 'install', state: 'running', counts: { percent: 58 } }))).toBe('under way · 58 %')
    expect(factOf({ step: 'report', state: 'open', counts: {} })).toBeNull()
  })
})

it('goes on with the first step that is not done', () => {
  const states = [
    { step: 'site', state: 'done', counts: {} },
    { step: 'form', state: 'attention', counts: {} },
    { step: 'hosts', state: 'open', counts: {} },
  ] as const
  expect(nextStep(states)?.step).toBe('form')
  expect(nextStep([])).toBeNull()
})

it.each([
  ['a whole preflight with nothing but warnings is passed', { whole: 1, blocking: 0, warn: 3 }, 'plan'],
  ['one in which something blocks is not', { whole: 1, blocking: 1, warn: 3 }, 'preflight'],
  ['nor one that was stopped', { whole: 0, blocking: 0, warn: 3 }, 'preflight'],
])('%s', (_, counts, next) => {
  const preflight = { step: 'preflight', state: 'attention', counts } as const
  expect(nextStep([preflight, { step: 'plan', state: 'open', counts: {} }])?.step).toBe(next)
})

it('goes on to the report after an installation, whatever a preflight of the cluster finds', () => {
  const preflight = { step: 'preflight', state: 'attention', counts: { whole: 1, blocking: 7 } } as const
  const install = { step: 'install', state: 'done', counts: {} } as const
  expect(nextStep([preflight, install, { step: 'report', state: 'open', counts: {} }])?.step).toBe('report')
})

it.each([
  ['what runs comes before what a site still lacks', 'running'],
  ['so does an installation that stands still', 'attention'],
] as const)('%s', (_, state) => {
  const install = { step: 'install', state, counts: {} } as const
  expect(nextStep([{ step: 'form', state: 'attention', counts: {} }, install])).toEqual(install)
})

it('finds the step of a path again', () => {
  expect(stepHref('preflight', 'a b', { run: 'r1' })).toBe('/site/preflight?id=a+b&run=r1')
  expect(stepOfPath('/site/preflight')).toBe('preflight')
  expect(stepOfPath('/users')).toBeNull()
})

it('counts the servers of the questionnaire, none before it is known', () => {
  expect(countNodes([{ step: 'site', state: 'done', counts: { nodes: 8 } }])).toBe(8)
  expect(countNodes([{ step: 'form', state: 'done', counts: {} }])).toBe(0)
  expect(countNodes([])).toBe(0)
})
