import { describe, expect, test } from 'vitest'
import { FAULTS } from './faults/index.ts'
import { faultyLook } from './faults/look.ts'
import { profileFiles, SERVER_LOOK } from './look.ts'
import { DEBIAN_PACKAGES } from './packages.ts'

describe('the look of a host', () => {
  test('memory and swap are those of the profile, in the form of the kernel', () => {
    const files = profileFiles({ ...SERVER_LOOK, memoryGib: 32, swapGib: 2 }, 'x64')
    expect(files['/proc/meminfo']).toMatch(/^MemTotal: {7}32883343 kB$/m)
    expect(files['/proc/meminfo']).toMatch(/^SwapTotal: +2097152 kB$/m)
    expect(files['/proc/swaps']?.trim().split('\n')).toHaveLength(2)
    expect(profileFiles(SERVER_LOOK, 'x64')['/proc/swaps']?.trim().split('\n')).toHaveLength(1)
  })

  test('processors are counted alike in /proc and /sys', () => {
    const files = profileFiles({ ...SERVER_LOOK, cpus: 3 }, 'x64')
    expect(files['/proc/cpuinfo']?.match(/^processor\t: \d+$/gm)).toHaveLength(3)
    expect(files['/sys/devices/system/cpu/online']).toBe('0-2\n')
    expect(profileFiles({ ...SERVER_LOOK, cpus: 1 }, 'x64')['/sys/devices/system/cpu/online']).toBe('0\n')
  })

  test('the file of an x86 processor is not put over that of another', () => {
    expect(profileFiles(SERVER_LOOK, 'arm64')['/proc/cpuinfo']).toBeUndefined()
  })

  test('each fault that is on changes its part and no other', () => {
    const look = faultyLook(SERVER_LOOK, { 'low-memory': { gib: '2' }, 'swap-on': { gib: '1' }, 'port-drop': {} })
    expect(look).toEqual({ ...SERVER_LOOK, memoryGib: 2, swapGib: 1 })
    expect(faultyLook(SERVER_LOOK, {})).toEqual(SERVER_LOOK)
  })
})

describe('lists', () => {
  test('no two faults share a name, and each says what it is', () => {
    const names = FAULTS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { description } of FAULTS) expect(description).toMatch(/^[A-Za-z/`].*\.$/)
  })

  test('each Debian package has a reason and a command to find it by', () => {
    expect(DEBIAN_PACKAGES.length).toBeGreaterThan(5)
    for (const { command, reason } of DEBIAN_PACKAGES) expect([command, reason].every(Boolean)).toBe(true)
  })
})
