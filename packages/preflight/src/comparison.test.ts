import { couldBlock, type Verdict } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { type Given, judgeInputOf } from './checks/cases/given.ts'
import { CHECKS } from './checks/index.ts'
import { judgeAll } from './judge.ts'
import { nodeOf, recordOf } from './testing.ts'

const COMPARING = CHECKS.filter(({ unknowns }) => unknowns.includes('one-host')).map(({ info }) => info.id)
const nodes = ['n2', 'n3'].map((name) => nodeOf(name, { address: `10.20.0.${name.slice(1)}`, roles: ['gpu'] }))
const uuid = { productUuid: '4c4c4544-0042-3510-8058-b7c04f4d5332' }
const base: Given = {
  facts: { identity: uuid },
  node: { roles: ['gpu'] },
  nodes,
  answers: { 'gpu.driverPolicy': 'preinstalled' },
}

/** What the checks that compare say of n1. */
const ofN1 = (given: Given, change = (input: ReturnType<typeof judgeInputOf>) => input): Verdict[] =>
  judgeAll(change(judgeInputOf({ ...base, ...given })), { only: COMPARING }).filter(({ host }) => host === 'n1')

test('where only one host was looked at, no comparison passes, and none stands in the way', () => {
  const verdicts = ofN1({ alone: true })
  expect(verdicts).toHaveLength(COMPARING.length)
  expect(new Set(verdicts.map(({ outcome }) => outcome))).toEqual(new Set(['one-host']))
  expect(verdicts.filter(couldBlock)).toEqual([])
})

test('what a host lacks by itself is said all the same', () => {
  const verdicts = ofN1({ alone: true, facts: { identity: { ...uuid, machineId: null } } })
  expect(verdicts.filter(({ outcome }) => outcome !== 'one-host')).toMatchObject([
    { check: 'machine-id-unique', outcome: 'empty' },
  ])
})

test('where the others were looked at and none answered, no comparison passes', () => {
  const verdicts = ofN1({ otherAccess: { connected: false } })
  expect(new Set(verdicts.map(({ outcome }) => outcome))).toEqual(new Set(['no-answer']))
  expect(verdicts.some(couldBlock)).toBe(true)
})

test('a silent host takes no verdict from those that were compared', () => {
  const clean = ofN1({})
  const silent = ofN1({}, (input) => ({
    ...input,
    records: new Map([...input.records, ['n3', recordOf('n3', {}, { connected: false })]]),
  }))
  expect(clean.filter(({ outcome }) => outcome === 'no-answer' || outcome === 'one-host')).toEqual([])
  expect(silent.filter(({ outcome }) => outcome === 'no-answer' || outcome === 'one-host')).toEqual([])
  expect(silent).toHaveLength(clean.length)
})
