import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { factsFile, inputOfSite } from '@astrago/preflight'
import { recordOf } from '@astrago/preflight/testing'
import { displayWidth } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
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
  expect(await astrago(request('--file', at('request.txt')), look)).toMatchObject({ code: 0, out: '' })
  const piped = await astrago(request(), { width: 80 })
  // In the list of servers, and in rules.
  for (const text of [shown.out, readFileSync(at('request.txt'), 'utf8'), piped.out])
    for (const address of ADDRESSES) expect(text.split(address).length).toBeGreaterThan(3)
})

test('a period that ends before it begins is refused', async () => {
  const days = ['--from', '2027-02-28', '--until', '2027-01-15']
  const refused = await astrago(['firewall-request', '--site', at('site.yaml'), ...days])
  expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--until 2027-01-15') })
})

describe('a document in a file', () => {
  const file = (name: string, output: string) => ['--output', output, '--file', at(name)]

  test.each(['firewall-request', 'requirements'])('%s writes there whatever the form', async (command) => {
    const made = await astrago([command, '--site', at('site.yaml'), ...file('made.json', 'json')])
    expect(made).toMatchObject({ code: 0, out: '' })
    expect(JSON.parse(readFileSync(at('made.json'), 'utf8'))).toMatchObject({ site: { name: 'papers' } })
  })

  test.each(['firewall-request', 'requirements'])('%s says where it cannot write', async (command) => {
    const folder = await astrago([command, '--site', at('site.yaml'), '--file', at('no/such.txt'), '--lang', 'en'])
    expect(folder).toMatchObject({ code: 2, out: '' })
    expect(folder.err).toContain('The file cannot be written')
  })

  test('a paper goes into a pipe, but not to a terminal', async () => {
    const asked = ['firewall-request', '--site', at('site.yaml'), '--output', 'xlsx']
    expect(await astrago(asked)).toMatchObject({ code: 0, out: expect.stringMatching(/^PK/) })
    expect(await astrago(asked, { terminal: true })).toMatchObject({ code: 2, out: '' })
  })
})

describe('the firewall request with the facts of a preflight', () => {
  const NAS = 'nas.hanbit.local'
  const withFacts = (site: string) => {
    const input = inputOfSite({ profile: 'air-gapped', distribution: 'rke2', kind: 'remote' }, {})
    const records = [recordOf('node-0', { hostsFile: [{ address: '10.123.9.5', names: [NAS] }] })]
    const result = { records, reach: [], links: [], verdicts: [] }
    const facts = factsFile({ site, exportedAt: '2027-01-15T00:00:00Z', preflight: null, input, result, waivers: [] })
    writeFileSync(at('facts.json'), JSON.stringify(facts))
    return astrago(['firewall-request', '--site', at('nfs.yaml'), '--facts', at('facts.json'), '--output', 'json'])
  }
  beforeAll(() => {
    const site = parse(readFileSync(at('site.yaml'), 'utf8'))
    site.spec.storage = { kind: 'nfs', nfsServer: NAS, nfsPath: '/export' }
    writeFileSync(at('nfs.yaml'), stringify(site))
  })

  test('has the address of a name, and no note to look it up', async () => {
    const without = await astrago(['firewall-request', '--site', at('nfs.yaml'), '--output', 'json'])
    expect(without.out).toContain(`fill in their addresses: ${NAS}`)
    const { code, out } = await withFacts('papers')
    expect(code).toBe(0)
    expect(out).toContain(`10.123.9.5 (${NAS})`)
    expect(out).not.toContain('fill in their addresses')
  })

  test('takes none of another site', async () => {
    expect(await withFacts('elsewhere')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('elsewhere') })
  })
})
