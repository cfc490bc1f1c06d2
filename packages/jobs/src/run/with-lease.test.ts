import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { memoryLeases } from '../testing.ts'
import type { Lease } from './stores.ts'
import { withLease } from './with-lease.ts'

const quick = { site: 'site-1', heartbeatMs: 10, termMs: 60 }
const untilLost = (lease: Lease): Promise<string> =>
  new Promise((resolve) => lease.signal.addEventListener('abort', () => resolve(lease.signal.reason.code)))

describe('a lease', () => {
  test('is one per site, named to whoever comes second, and free again afterwards', async () => {
    const leases = memoryLeases()
    const first = withLease({ leases, owner: 'one', ...quick }, () => wait(100))
    await wait(5)
    await expect(withLease({ leases, owner: 'two', ...quick }, async () => 1)).rejects.toMatchObject({
      code: 'SITE_BUSY',
      details: { params: { owner: 'one' } },
    })
    await first
    expect(await withLease({ leases, owner: 'two', ...quick }, async (lease) => lease.signal.aborted)).toBe(false)
  })

  test('is held by its heartbeat for longer than its term', async () => {
    const leases = memoryLeases()
    expect(
      await withLease({ leases, owner: 'one', ...quick }, (lease) => wait(200).then(() => lease.signal.aborted)),
    ).toBe(false)
  })

  test('is free again when the work throws', async () => {
    const leases = memoryLeases()
    const broken = withLease({ leases, owner: 'one', ...quick }, () => Promise.reject(new Error('broken')))
    await expect(broken).rejects.toThrow('broken')
    expect(await leases.owner('site-1')).toBeNull()
  })

  test('taken by another aborts the work, and stays with the other', async () => {
    const leases = memoryLeases()
    const lost = withLease({ leases, owner: 'one', ...quick }, (lease) => {
      leases.steal('site-1', 'two')
      return untilLost(lease)
    })
    expect(await lost).toBe('LEASE_LOST')
    expect(await leases.owner('site-1')).toBe('two')
  })

  test('that cannot be renewed aborts the work before its term is over', async () => {
    const leases = memoryLeases()
    leases.renew = () => Promise.reject(new Error('database is locked'))
    vi.useFakeTimers()
    try {
      const lost = withLease({ leases, owner: 'one', ...quick }, untilLost)
      await vi.advanceTimersByTimeAsync(quick.termMs - 1)
      expect(await lost).toBe('LEASE_LOST')
    } finally {
      vi.useRealTimers()
    }
  })
})
