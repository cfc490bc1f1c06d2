import { expect, test } from 'vitest'
import { endEarlier } from './earlier-commands.ts'
import { FakeHost } from './testing.ts'

test('what cannot be ended is named, and nothing is begun beside it', async () => {
  const host = new FakeHost('n1').on(/ASTRAGO_WORK=\[s\]ite-1/, { code: 1, stdout: 'swapoff\nsync\n' })
  await expect(endEarlier(host, 'site-1')).rejects.toMatchObject({
    code: 'HOST_STILL_BUSY',
    details: { host: 'n1', params: { detail: 'swapoff, sync' } },
  })
  expect(host.calls).toMatchObject([{ sudo: true }])
})

test('where nothing runs, or all of it has ended, the work begins', async () => {
  await expect(endEarlier(new FakeHost('n1').on(/./, ''), 'site-1')).resolves.toBeUndefined()
})
