import { FakeHost } from '@astrago/hosts/testing'
import { expect, test } from 'vitest'
import { readHostFacts } from './host-facts.ts'
import { maskText, maskUrls } from './mask.ts'
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

test.each([
  ['//nas/x /x cifs user=u,password=planted,uid=0', '//nas/x /x cifs user=u,password=••••,uid=0'],
  ['export API_TOKEN="planted one"', 'export API_TOKEN=••••'],
  ['http_proxy=http://u:planted@proxy:1', 'http_proxy=http://••••@proxy:1'],
  ['PASS_MAX_DAYS 90', 'PASS_MAX_DAYS 90'],
  ['192.168.0.1 passage', '192.168.0.1 passage'],
])('a line of a host is shown without what sounds secret: %s', (line, shown) => {
  expect(maskText(line)).toBe(shown)
})
