import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FormView, ROUTES, type Site } from '@astrago/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'
import { siteSecrets } from './work/secrets.ts'

const NODES = 'resources.nodes'
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
}) as string

let it: TemporaryConsole
let params: { site: string }

beforeEach(async () => {
  it = await temporaryConsole()
  params = { site: it.site.id }
})
afterEach(() => it.remove())

type Row = Record<string, unknown>
const server = (name: string, own: Row = {}): Row => ({ name, address: '10.20.0.11', roles: ['worker'], ...own })

async function read(): Promise<FormView> {
  return (await it.customer(ROUTES.readForm, { params })).body as FormView
}
const rowsOf = ({ answers }: FormView) => answers[NODES] as Row[]

/** Saves the table from the revision it has; the answer of the server. */
async function saveRows(rows: readonly Row[]) {
  const revision = (await read()).sections.find(({ section }) => section === 'resources')?.revision ?? 0
  const body = { revision, values: { [NODES]: rows } }
  return it.customer(ROUTES.saveSection, { params: { ...params, section: 'resources' }, body })
}

const vault = async () => Object.fromEntries(await it.store.vault.all(params.site))

test('logins of single servers are kept in the vault by the name of the server, and never leave it', async () => {
  const saved = await saveRows([server('gpu-1', { sshPassword: 'planted-pw-1' }), server('gpu-2', { sshKey: KEY })])
  expect(rowsOf(saved.body as FormView)).toEqual([
    server('gpu-1', { sshPassword: { secret: true, of: 'gpu-1' } }),
    server('gpu-2', { sshKey: { secret: true, of: 'gpu-2' } }),
  ])
  expect(await vault()).toEqual({ [`${NODES}.gpu-1.sshPassword`]: 'planted-pw-1', [`${NODES}.gpu-2.sshKey`]: KEY })
  const yaml = await it.reseller(ROUTES.exportSite, { params })
  expect(yaml.body).toContain(`secretRef: vault:${NODES}.gpu-1.sshPassword`)
  const keyLine = KEY.split('\n')[3] ?? ''
  for (const secret of ['planted-pw-1', keyLine]) {
    expect(it.responses.filter((body) => body.includes(secret))).toEqual([])
    expect(filesWith(secret)).toEqual([])
  }
})

test('a secret follows its server through names and places, and goes with its row', async () => {
  await saveRows([
    server('a', { sshPassword: 'pw of a' }),
    server('b', { sshPassword: 'pw of b', sudoPassword: 'sudo of b' }),
  ])
  const [a, b] = rowsOf(await read())
  await saveRows([
    { ...b, name: 'a' },
    { ...a, name: 'b' },
  ])
  expect(await vault()).toEqual({
    [`${NODES}.a.sshPassword`]: 'pw of b',
    [`${NODES}.a.sudoPassword`]: 'sudo of b',
    [`${NODES}.b.sshPassword`]: 'pw of a',
  })
  const [wasB, wasA] = rowsOf(await read())
  await saveRows([
    { ...wasB, name: '' },
    { ...wasA, sshPassword: 'new pw' },
  ])
  expect(await vault()).toEqual({
    [`${NODES}.#1.sshPassword`]: 'pw of b',
    [`${NODES}.#1.sudoPassword`]: 'sudo of b',
    [`${NODES}.b.sshPassword`]: 'new pw',
  })
  const [, kept] = rowsOf(await read())
  await saveRows([{ ...kept, sshPassword: null }])
  expect(await vault()).toEqual({})
})

test('a secret that somebody else moved meanwhile is refused at its cell, and so is one of another place', async () => {
  await saveRows([server('a', { sshPassword: 'pw of a' })])
  await it.store.vault.put(params.site, 'cluster.token', 'token')
  const before = rowsOf(await read())
  await saveRows([{ ...before[0], name: 'b' }])
  for (const cell of [{ secret: true, of: 'a' }, { secretRef: 'vault:cluster.token' }]) {
    const late = await saveRows([server('x'), server('a', { sshPassword: cell })])
    expect(late).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', fields: [{ path: `${NODES}.1.sshPassword` }] },
    })
  }
  expect(await vault()).toEqual({ [`${NODES}.b.sshPassword`]: 'pw of a', 'cluster.token': 'token' })
})

test('who comes too late is told so before what they refer to is found gone', async () => {
  await saveRows([server('a', { sshPassword: 'pw of a' })])
  const before = rowsOf(await read())
  await saveRows([server('b')])
  const late = await it.customer(ROUTES.saveSection, {
    params: { ...params, section: 'resources' },
    body: { revision: 1, values: { [NODES]: before } },
  })
  expect(late.body).toMatchObject({ code: 'SECTION_CHANGED', params: { revision: 2 } })
})

test('the redactor knows the secrets of servers, and the report does not', async () => {
  await saveRows([server('gpu-1', { sshPassword: 'planted-pw-1', sudoPassword: 'planted-sudo-1' })])
  expect(await siteSecrets(it.store, params.site)).toEqual(['planted-pw-1', 'planted-sudo-1'])
  const report = await it.reseller(ROUTES.report, { params, querystring: { format: 'html', lang: 'ko' } })
  expect(report.body).toContain('gpu-1')
  expect(report.body).not.toContain('planted')
})

test('a site that is imported asks again for what is kept elsewhere', async () => {
  await saveRows([server('gpu-1', { sshPassword: 'planted-pw-1' })])
  const yaml = String((await it.reseller(ROUTES.exportSite, { params })).body).replace('name: Hanbit', 'name: Copy')
  const site = (await it.reseller(ROUTES.importSite, { body: { yaml } })).body as Site
  const form = (await it.reseller(ROUTES.readForm, { params: { site: site.id } })).body as FormView
  expect(rowsOf(form)).toEqual([server('gpu-1', { sshPassword: { secret: false } })])
  expect(form.problems).toContainEqual(
    expect.objectContaining({ field: NODES, row: 0, column: 'sshPassword', severity: 'missing' }),
  )
})

test('what nobody sees in the form goes along to another console, but not where it is wrong', async () => {
  const values = {
    'platform.harborEnabled': false,
    'platform.harborServicePort': '30002번',
    'platform.oneviewEnabled': true,
  }
  const body = { revision: 0, values }
  expect((await it.reseller(ROUTES.saveSection, { params: { ...params, section: 'platform' }, body })).status).toBe(200)
  const yaml = String((await it.reseller(ROUTES.exportSite, { params })).body)
  expect(yaml).not.toContain('30002번')
  const copy = await it.reseller(ROUTES.importSite, { body: { yaml: yaml.replace('name: Hanbit', 'name: Copy') } })
  expect(copy).toMatchObject({ status: 200, body: { name: 'Copy' } })

  const seen = { revision: 1, values: { ...values, 'platform.harborEnabled': true } }
  await it.reseller(ROUTES.saveSection, { params: { ...params, section: 'platform' }, body: seen })
  expect((await it.reseller(ROUTES.exportSite, { params })).body).toContain('30002번')
})

test('a site.yaml is saved under the name of its site and the day', async () => {
  const { headers } = await it.download(ROUTES.exportSite, { params })
  expect(headers['content-disposition']).toMatch(/''AstraGo-Hanbit-site-\d{4}-\d\d-\d\d\.yaml$/)
})

/** Files of the data folder that hold a text in plain. */
function filesWith(text: string): string[] {
  return readdirSync(it.store.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text))
}
