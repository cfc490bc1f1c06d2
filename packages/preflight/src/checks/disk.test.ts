import type { CheckId } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { disk, type Given, verdictOf } from './cases/given.ts'

const on = (check: CheckId, given: Given): string | undefined => verdictOf(check, given)?.outcome

test('the disk of the data is the one that is mounted for it, above or at the folder of RKE2 itself', () => {
  const GIB = 1024 ** 3
  const room = (gib: number) => ({ totalBytes: gib * GIB, freeBytes: gib * GIB, inodes: 9, inodesFree: 9 })
  const of = (filesystems: Record<string, ReturnType<typeof room>>) =>
    on('disk-total-datadir', {
      facts: { filesystems: { '/': room(20), '/var': room(20), '/var/lib': room(20), ...filesystems } },
    })
  expect(of({ '/var/lib/rancher': room(20), '/var/lib/rancher/rke2': room(800) })).toBe('pass')
  expect(of({ '/var/lib/rancher': room(800) })).toBe('pass')
  expect(of({ '/var/lib/rancher': room(20) })).toBe('short')
})

test('a disk of 100 GB is large enough where the guide of the platform asks for 100 GB', () => {
  const of = (gib: number) => on('disk-total-datadir', { ...disk(gib, gib), node: { roles: ['gpu'] } })
  expect(of(91)).toBe('few')
  expect(of(89)).toBe('short')
  expect(of(458)).toBe('pass')
})

test('a machine that is storage alone keeps no images, so the disk for them is not asked about', () => {
  const small = disk(20, 2)
  const checks = ['disk-total-datadir', 'disk-free', 'disk-inodes-free', 'fs-type-supported'] as const
  for (const check of checks) {
    expect(verdictOf(check, { ...small, node: { roles: ['storage'] } })).toBeUndefined()
    expect(verdictOf(check, { ...small, node: { roles: ['registry'] } })).toBeDefined()
  }
})
