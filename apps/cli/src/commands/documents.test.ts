import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { displayWidth } from '@astrago/reports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { astrago } from '../testing.ts'

let folder: string
const at = (name: string): string => join(folder, name)
const ADDRESSES = Array.from({ length: 3 }, (_, index) => `10.123.201.${index + 100}`)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-documents-'))
  const nodes = ADDRESSES.map((address, index) => ({
    name: `node-${index}`,
    address,
    roles: [index === 0 ? 'control-plane' : 'worker'],
  }))
  const accounts = { sshUser: 'ops', sshAuth: 'password', sshPassword: { secretRef: 'env:SSH' }, sudo: 'nopasswd' }
  const spec = { profile: 'air-gapped', distribution: 'rke2', accounts, resources: { nodes } }
  const site = { apiVersion: 'astrago.io/v1alpha1', kind: 'Site', metadata: { name: 'papers' }, spec }
  writeFileSync(at('site.yaml'), stringify(site))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a paper is as wide as the terminal there, and keeps every address whole, in a file or a pipe too', async () => {
  const request = (...more: string[]) => ['firewall-request', '--site', at('site.yaml'), '--lang', 'en', ...more]
  const look = { terminal: true, width: 80 }
  const shown = await astrago(request(), look)
  expect(Math.max(...shown.out.split('\n').map(displayWidth))).toBeLessThanOrEqual(80)
  expect(await astrago(request('--file', at('request.txt')), look)).toMatchObject({ code: 0, err: '' })
  const piped = await astrago(request(), { width: 80 })
  // In the list of servers, and in rules.
  for (const text of [shown.out, readFileSync(at('request.txt'), 'utf8'), piped.out])
    for (const address of ADDRESSES) expect(text.split(address).length).toBeGreaterThan(3)
})
