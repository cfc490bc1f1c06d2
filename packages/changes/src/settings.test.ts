import { expect, test } from 'vitest'
import { swapLines, withoutSwap } from './fstab.ts'
import { type KernelSetting, renderSettings, unmet } from './kernel-settings.ts'

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

test('a value that is higher than needed is kept; one that is not there is unmet', () => {
  const settings: KernelSetting[] = [
    { key: 'net.ipv4.ip_forward', value: 1 },
    { key: 'fs.inotify.max_user_watches', value: 524_288, least: true },
  ]
  const all = new Map(settings.map(({ key, value }) => [key, value]))
  expect(unmet(settings, all)).toEqual([])
  expect(unmet(settings, new Map([...all, ['fs.inotify.max_user_watches', 900_000]]))).toEqual([])
  expect(unmet(settings, new Map([...all, ['net.ipv4.ip_forward', 2]]))).toHaveLength(1)
  all.delete('net.ipv4.ip_forward')
  expect(unmet(settings, all).map(({ key }) => key)).toEqual(['net.ipv4.ip_forward'])
  expect(renderSettings(settings.slice(0, 1))).toBe('net.ipv4.ip_forward = 1\n')
})
