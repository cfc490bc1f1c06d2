import { describe, expect, test } from 'vitest'
import { lackingContact, majorityOf } from './contact.ts'
import { type ReachRow, rowOf } from './plan.ts'

const row = (from: string, to: string, result: ReachRow['result']): ReachRow =>
  rowOf({ from, to, address: '10.0.0.9', port: 10250, protocol: 'tcp' }, result)

describe('who reaches whom', () => {
  test('one answer is contact, none in one direction is none, what is not known is no lack', () => {
    const reach = [
      row('a', 'b', 'timeout'),
      { ...row('a', 'b', 'refused'), port: 22 },
      row('b', 'a', 'open'),
      row('a', 'c', 'open'),
      row('c', 'a', 'timeout'),
      row('b', 'c', 'lost'),
    ]
    expect([...lackingContact(['a', 'b', 'c'], { reach, links: [] })]).toEqual([
      ['a', ['c']],
      ['b', []],
      ['c', ['a']],
    ])
    const links = [{ from: 'c', to: 'a', rtt: { ms: 1, by: 'ping' as const }, pings: null, mtu: null, bandwidth: null }]
    expect(lackingContact(['a', 'c'], { reach, links }).get('a')).toEqual([])
  })

  test('the largest group goes on without those that lack most, and of equals without the last', () => {
    const lacks = (pairs: string[]) =>
      new Map(
        ['a', 'b', 'c', 'd'].map((host) => [
          host,
          pairs.flatMap((pair) => (pair.includes(host) ? [pair.replace(host, '')] : [])),
        ]),
      )
    expect(majorityOf(['a', 'b', 'c', 'd'], lacks([]))).toEqual(['a', 'b', 'c', 'd'])
    expect(majorityOf(['a', 'b', 'c', 'd'], lacks(['ab', 'bc', 'bd']))).toEqual(['a', 'c', 'd'])
    expect(majorityOf(['a', 'b', 'c', 'd'], lacks(['ac', 'ad', 'bc', 'bd']))).toEqual(['a', 'b'])
  })
})
