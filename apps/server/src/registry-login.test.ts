import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type CheckId, ROUTES, type Verdict } from '@astrago/contracts'
import { makeSite } from '@astrago/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'
import { ownCertificate } from './tls.ts'

const PASSWORD = 'planted-registry-öffne'
const KNOWN = `Basic ${Buffer.from(`robot:${PASSWORD}`).toString('base64')}`

let it: TemporaryConsole
let site: string
let registry: Server

/** A stand-in for a registry that has one image. */
async function standIn(dataDir: string): Promise<{ server: Server; address: string; ca: string }> {
  const tls = await ownCertificate(dataDir, '127.0.0.1')
  const server = createServer(tls, (request, response) => {
    const known = request.headers.authorization === KNOWN
    const there = request.url === '/v2/' || request.url === '/v2/rancher/a/manifests/1'
    response.writeHead(known ? (there ? 200 : 404) : 401, { 'www-authenticate': 'Basic realm="stand-in"' }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}`, ca: tls.cert }
}

beforeAll(async () => {
  it = await temporaryConsole()
  const { server, address, ca } = await standIn(join(it.store.dataDir, 'stand-in'))
  registry = server
  const made = { name: 'This machine', kind: 'local', profile: 'air-gapped', distribution: 'rke2' } as const
  site = (await makeSite(it.store.db, made)).id
  const save = async (section: string, values: Record<string, unknown>) => {
    const { status } = await it.reseller(ROUTES.saveSection, {
      params: { site, section },
      body: { revision: 0, values },
    })
    expect(status).toBe(200)
  }
  await save('resources', { 'resources.nodes': [{ name: 'n1', address: '10.0.0.1', roles: ['control-plane'] }] })
  await save('registry', {
    'registry.kind': 'mirror',
    'registry.address': address,
    'registry.username': 'robot',
    'registry.password': PASSWORD,
    'registry.ca': ca,
  })
  const folder = join(it.store.artifacts, site)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'rke2-images.linux-amd64.txt'), 'docker.io/rancher/a:1\ndocker.io/rancher/b:1\n')
})
afterAll(async () => {
  registry?.close()
  await it?.remove()
})

const CHECKS: readonly CheckId[] = ['registry-auth', 'registry-images-present']

async function preflight(active: boolean): Promise<Verdict[]> {
  const started = await it.reseller(ROUTES.startPreflight, { params: { site }, body: { active, checks: [...CHECKS] } })
  if (started.status !== 200) throw new Error(JSON.stringify(started.body))
  const { run } = started.body
  const read = async () => (await it.reseller(ROUTES.readPreflight, { params: { site, run } })).body
  await expect.poll(read, { timeout: 15_000 }).toMatchObject({ state: 'done' })
  const { verdicts } = (await read()) as { verdicts: Verdict[] }
  return verdicts.filter(({ check }) => CHECKS.includes(check))
}

test('an active preflight logs in with the password of the vault and asks for the images of the files', async () => {
  expect(await preflight(false)).toEqual([])
  const verdicts = await preflight(true)
  expect(verdicts.map(({ check, outcome, params }) => [check, outcome, params.images])).toEqual([
    ['registry-auth', 'pass', undefined],
    ['registry-images-present', 'missing', 'docker.io/rancher/b:1'],
  ])
  const { body } = await it.reseller(ROUTES.exportFacts, { params: { site } })
  expect(JSON.stringify(body)).toContain('rancher/b')
  for (const told of [JSON.stringify(body), it.logged(), ...it.responses]) expect(told).not.toContain('planted')
})
