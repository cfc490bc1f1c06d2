import { describe, expect, test } from 'vitest'
import * as addresses from './addresses.ts'

describe('addresses', () => {
  test('the last host of the last lab still has an address of its own', () => {
    expect(addresses.hostAddressOf(0, 1)).toBe('10.99.0.11')
    expect(addresses.hostAddressOf(addresses.MAX_LABS - 1, addresses.MAX_HOSTS)).toBe('10.99.249.250')
  })

  test('names of hosts sort as they count', () => {
    const names = [1, 2, 10, 100].map((position) => addresses.hostNameOf('n', position))
    expect(names).toEqual(['n001', 'n002', 'n010', 'n100'])
    expect([...names].sort()).toEqual(names)
  })

  test('the longest prefix gives an interface name that the kernel takes', () => {
    expect(`v-${addresses.hostNameOf('abcdefgh', addresses.MAX_HOSTS)}`.length).toBeLessThanOrEqual(15)
  })

  test.each([
    ['Big', 3, 'n', "a lab's name"],
    ['a/b', 3, 'n', "a lab's name"],
    ['lab', 3, 'abcdefghi', 'a host prefix'],
    ['lab', 0, 'n', '1 to 240 hosts, not 0'],
    ['lab', 241, 'n', '1 to 240 hosts, not 241'],
    ['lab', 1.5, 'n', '1 to 240 hosts, not 1.5'],
  ])('lab %s of %s hosts %s is refused', (name, hosts, prefix, message) => {
    expect(() => addresses.assertShape(name, hosts, prefix)).toThrow(message)
  })
})
