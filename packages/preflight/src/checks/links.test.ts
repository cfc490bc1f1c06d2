import { SITE_WIDE } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { judgeAll } from '../judge.ts'
import { nodeOf, recordOf } from '../testing.ts'
import { type Given, judgeInputOf } from './cases/given.ts'

const nodes = ['n2', 'n3'].map((name) => nodeOf(name, { address: `10.20.0.${name.slice(1)}` }))

/** What is said of the path MTU of n1 to n3, which measured every way but those named. */
function verdicts(missing: readonly string[], silent: readonly string[] = []): string[] {
  const ways = ['n1 n2', 'n1 n3', 'n2 n1', 'n2 n3', 'n3 n1', 'n3 n2'].filter((way) => !missing.includes(way))
  const links = ways.map((way): NonNullable<Given['links']>[number] => {
    const [from = '', to = ''] = way.split(' ')
    return [from, to, { mtu: { interface: 1500, path: 1500 } }]
  })
  const input = judgeInputOf({ nodes, links })
  const gone = silent.map((name) => [name, recordOf(name, {}, { connected: false })] as const)
  const judged = judgeAll({ ...input, records: new Map([...input.records, ...gone]) }, { only: ['mtu-path'] })
  return judged.filter(({ host }) => host !== SITE_WIDE).map(({ host, outcome }) => `${host} ${outcome}`)
}

test('a way that was not measured is no proof, and is put down to the host that has most of them', () => {
  expect(verdicts([])).toEqual(['n1 pass', 'n2 pass', 'n3 pass'])
  expect(verdicts(['n1 n3', 'n2 n3'])).toEqual(['n1 pass', 'n2 pass', 'n3 no-ping'])
  expect(verdicts(['n1 n2'])).toEqual(['n1 no-ping', 'n2 no-ping', 'n3 pass'])
})

test('to a host that is not there nobody owes a measurement', () => {
  const all = ['n1 n3', 'n2 n3', 'n3 n1', 'n3 n2']
  expect(verdicts(all, ['n3'])).toEqual(['n1 pass', 'n2 pass', 'n3 host-unreachable'])
})
