import { FakeHost } from '@astrago/hosts/testing'
import { expect, test } from 'vitest'
import { readHostFacts } from './host-facts.ts'
import { maskUrls } from './mask.ts'
import { must } from './on-host.ts'

const { signal } = new AbortController()

test('a login in an address is masked', () => {
  expect(maskUrls('HTTP_PROXY="http://u:planted@proxy:1"')).toBe('HTTP_PROXY="http://••••@proxy:1"')
})

test('a command that fails is told with its code and the end of what it said', async () => {
  const host = new FakeHost('h').on('false', { code: 3, stderr: `${'x'.repeat(900)} the reason` })
  await expect(must(host, 'false', { signal })).rejects.toMatchObject({
    code: 'HOST_COMMAND_FAILED',
    details: { host: 'h', params: { code: 3, detail: expect.stringMatching(/^.{389} the reason$/) } },
  })
})

test('facts that a host does not give in full are not taken', async () => {
  const host = new FakeHost('h').on('sh -s', 'firewall ufw\n')
  await expect(readHostFacts(host, '10.0.0.1', signal)).rejects.toThrow()
})
