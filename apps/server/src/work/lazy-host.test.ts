import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { FakeHost } from '@astrago/hosts/testing'
import { describe, expect, test, vi } from 'vitest'
import { lazyHost } from './lazy-host.ts'

const answering = () => new FakeHost('n1').on('true', '')

describe('a host that is opened when it is first used', () => {
  test('is opened once, and again after its connection was lost', async () => {
    const first = answering()
    const opened: FakeHost[] = []
    const host = lazyHost('n1', async () => {
      opened.push(opened.length === 0 ? first : answering())
      return opened.at(-1) as Host
    })
    expect(opened).toEqual([])
    await host.run('true')
    await host.run('true')
    expect(opened).toHaveLength(1)
    first.lose()
    await expect(host.run('true')).rejects.toMatchObject({ code: 'HOST_LOST' })
    await host.run('true')
    expect(opened).toHaveLength(2)
  })

  test('gives up at once when it is aborted while it is opened, and is closed when it comes after all', async () => {
    const late = Promise.withResolvers<Host>()
    const open = vi.fn(() => late.promise)
    const host = lazyHost('n1', open)
    const control = new AbortController()
    const asked = host.run('true', { signal: control.signal })
    control.abort()
    await expect(asked).rejects.toMatchObject({ code: 'HOST_ABORTED' })
    await host.close()
    const came = answering()
    const closed = vi.spyOn(came, 'close')
    late.resolve(came)
    await wait(0)
    expect(closed).toHaveBeenCalledOnce()
    await expect(host.run('true', { signal: control.signal })).rejects.toMatchObject({ code: 'HOST_ABORTED' })
    expect(open).toHaveBeenCalledOnce()
  })

  test('that could not be opened is tried again by the next call', async () => {
    const open = vi.fn(async () => answering() as Host)
    open.mockRejectedValueOnce(new AppError('HOST_UNREACHABLE', { host: 'n1' }))
    const host = lazyHost('n1', open)
    await expect(host.run('true')).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' })
    await host.run('true')
  })
})
