import { expect, test } from 'vitest'
import { endEarlier } from './earlier-commands.ts'
import { FakeHost } from './testing.ts'

/** What is told as ended, of work called site-1 on a host that answers so. */
async function endedOn(host: FakeHost): Promise<(readonly string[])[]> {
  const told: (readonly string[])[] = []
  await endEarlier(host, { name: 'site-1', onEnded: (programs) => told.push(programs) })
  return told
}

test('what cannot be ended is named, and nothing is begun beside it', async () => {
  const stdout = 'found sh\nfound swapoff\nfound sync\nleft swapoff\nleft sync\n'
  const host = new FakeHost('n1').on(/ASTRAGO_WORK=\[s\]ite-1/, { code: 1, stdout })
  await expect(endedOn(host)).rejects.toMatchObject({
    code: 'HOST_STILL_BUSY',
    details: { host: 'n1', params: { detail: 'swapoff, sync' } },
  })
  expect(host.calls).toMatchObject([{ sudo: true }])
})

test('what has ended is told once, each program by its name', async () => {
  const host = new FakeHost('n1').on(/./, { stdout: 'found sh\nfound tar\nfound my tool\nfound sh\n' })
  expect(await endedOn(host)).toEqual([['sh', 'tar', 'my tool']])
})

test('where nothing runs, the work begins without a word', async () => {
  expect(await endedOn(new FakeHost('n1').on(/./, ''))).toEqual([])
})
