import { expect, test } from 'vitest'
import { placeOfPath, problemPath } from './problem-path.ts'

test.each([
  ['network.vip', { field: 'network.vip' }],
  ['network.dnsServers.1', { field: 'network.dnsServers', row: 1 }],
  ['resources.nodes.12.sshKey', { field: 'resources.nodes', row: 12, column: 'sshKey' }],
])('%s is a place and back', (path, place) => {
  expect(placeOfPath(path)).toEqual(place)
  expect(problemPath(place)).toBe(path)
})

test('what is no place is left as it is', () => {
  expect(placeOfPath('12: network.vip')).toEqual({ field: '12: network.vip' })
})
