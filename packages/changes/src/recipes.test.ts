import { expect, test } from 'vitest'
import { swapLines, withoutSwap } from './fstab.ts'
import { renderSettings } from './kernel-settings.ts'
import { meets } from './states.ts'

test.each([
  ['a device', '/dev/sdb none swap sw 0 0', true],
  ['tabs and blanks in front', ' \tUUID=1\tnone\tswap\tsw\t0\t0', true],
  ['a comment', '#/dev/sdb none swap sw 0 0', false],
  ['a file system with swap in its name', '/dev/swap /swap ext4 defaults 0 0', false],
  ['an empty line', '', false],
])('%s', (_, line, isSwap) => {
  expect(swapLines(`# fstab\n${line}\n`)).toEqual(isSwap ? [line] : [])
})

test('only swap lines change, and doing it again changes nothing', () => {
  const once = withoutSwap('/dev/sda1 / ext4 defaults 0 1\r\n/dev/sdb none swap sw 0 0')
  expect(once).toBe('/dev/sda1 / ext4 defaults 0 1\r\n# astrago swap off: /dev/sdb none swap sw 0 0')
  expect(withoutSwap(once)).toBe(once)
})

test('a value that is higher than needed is kept where that is as good', () => {
  expect(renderSettings([{ key: 'net.ipv4.ip_forward', value: 1 }])).toBe('net.ipv4.ip_forward = 1\n')
  expect(meets({ wanted: '524288', least: true }, '900000')).toBe(true)
  expect(meets({ wanted: '524288', least: true }, 'absent')).toBe(false)
  expect(meets({ wanted: '1' }, '2')).toBe(false)
})
