import { describe, expect, test } from 'vitest'
import { reservedWith } from '../../checks/node-ports.ts'
import { pointed } from './names.ts'
import { withServers } from './time.ts'

describe('the name of a host in hosts(5)', () => {
  test.each([
    ['a line of its own', '127.0.1.1 n1\n', '# astrago: 127.0.1.1 n1\n10.0.0.1 n1\n'],
    ['beside others', '127.0.0.1 localhost n1 # x\n', '127.0.0.1 localhost\n10.0.0.1 n1\n'],
    ['not there, without a line end', '127.0.0.1 localhost', '127.0.0.1 localhost\n10.0.0.1 n1\n'],
    ['a part of another name', '10.0.0.9 n11 n1.x\n', '10.0.0.9 n11 n1.x\n10.0.0.1 n1\n'],
  ])('%s', (_, before, after) => expect(pointed(before, 'n1', '10.0.0.1')).toBe(after))
})

test.each([
  ['', '30000-32767'],
  ['80,443', '80,443,30000-32767'],
  ['32768-33000', '30000-33000'],
  ['31000,40000-40010', '30000-32767,40000-40010'],
])('ports reserved: %s', (reserved, all) => expect(reservedWith(reserved, { first: 30000, last: 32767 })).toBe(all))

test('the servers of chrony are these and no other, and stay so', () => {
  const once = withServers('pool 2.debian.pool.ntp.org iburst\ndriftfile /x\n', ['10.0.0.1', '10.0.0.2'])
  expect(once).toBe(
    '# astrago: pool 2.debian.pool.ntp.org iburst\ndriftfile /x\nserver 10.0.0.1 iburst\nserver 10.0.0.2 iburst\n',
  )
  expect(withServers(once, ['10.0.0.1', '10.0.0.2'])).toBe(once)
})
