import { ROUTES } from '@astrago/contracts'
import { recordOf } from '@astrago/preflight/testing'
import { savePreflight, setRunState, startRun } from '@astrago/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

const NODES = 'resources.nodes'
const node = { name: 'n1', address: '10.20.0.1', roles: ['gpu'], cpus: 128, gpuCount: 4 }

async function save(revision: number, rows: readonly object[]) {
  const params = { site: it.site.id, section: 'resources' }
  return it.reseller(ROUTES.saveSection, { params, body: { revision, values: { [NODES]: rows } } })
}

/** A preflight that ended, with what hosts said. The facts are written by hand. */
async function found(...records: ReturnType<typeof recordOf>[]): Promise<string> {
  const { id } = await startRun(it.store.db, { siteId: it.site.id, kind: 'preflight', startedBy: 'kim' })
  const mesh = { hosts: [], ports: [], pairs: [] }
  const rest = { only: null, input: null, reach: [], links: [], mesh, verdicts: [], thresholds: 't1' }
  await savePreflight(it.store.db, id, { hosts: ['n1'], facts: records, ...rest })
  await setRunState(it.store.db, id, 'done')
  return id
}

const view = async () => {
  const { status, body } = await it.support(ROUTES.readDeclared, { params: { site: it.site.id } })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
const stateOf = async (column: string) => (await view()).rows.find((row) => row.column === column)?.state

test('without a preflight there is nothing to compare with', async () => {
  expect(await view()).toEqual({ run: null, endedAt: null, rows: [], revisions: {} })
})

test('the answers as they are now stand beside what was found, and a found value can be taken', async () => {
  await save(0, [node])
  const run = await found(recordOf('n1'))
  expect(await view()).toMatchObject({ run, endedAt: expect.any(String) })
  expect([await stateOf('cpus'), await stateOf('gpuCount'), await stateOf('memoryGib')]).toEqual([
    'less',
    'more',
    'undeclared',
  ])

  const gpus = (await view()).rows.find(({ column }) => column === 'gpuCount')
  expect(gpus).toMatchObject({ field: NODES, node: 'n1', declared: '4', found: '8', value: 8 })
  await save(1, [{ ...node, gpuCount: gpus?.value }])
  expect(await stateOf('gpuCount')).toBe('same')
})

test('values of several sections are taken together: when one was saved in between, none is', async () => {
  await save(0, [node])
  await found(recordOf('n1'))
  const { revisions } = await view()
  const take = (network: number) =>
    it.reseller(ROUTES.saveSections, {
      params: { site: it.site.id },
      body: {
        sections: [
          { section: 'resources', revision: revisions.resources ?? 0, values: { [NODES]: [{ ...node, gpuCount: 8 }] } },
          { section: 'network', revision: network, values: { 'network.gateway': '10.20.0.254' } },
        ],
      },
    })
  const params = { site: it.site.id, section: 'network' }
  const values = { 'network.gateway': '10.20.0.1' }
  await it.reseller(ROUTES.saveSection, { params, body: { revision: 0, values } })
  expect(await take(0)).toMatchObject({
    status: 409,
    body: { code: 'SECTION_CHANGED', params: { section: 'network' } },
  })
  expect(await stateOf('gpuCount')).toBe('more')
  expect(await take(1)).toMatchObject({ status: 200, body: { answers: { 'network.gateway': '10.20.0.254' } } })
  expect(await stateOf('gpuCount')).toBe('same')
  const other = { section: 'nowhere', revision: 0, values: {} }
  const unknown = await it.reseller(ROUTES.saveSections, {
    params: { site: it.site.id },
    body: { sections: [{ section: 'network', revision: 2, values }, other] },
  })
  expect(unknown.status).toBe(404)
  expect((await view()).revisions.network).toBe(2)
})

test('taking a value never writes over what somebody saved in between', async () => {
  await save(0, [node])
  await found(recordOf('n1'))
  const { revisions } = await view()
  await save(1, [{ ...node, cpus: 32 }])
  expect(await save(revisions.resources ?? 0, [{ ...node, gpuCount: 8 }])).toMatchObject({
    status: 409,
    body: { code: 'SECTION_CHANGED' },
  })
  expect(await stateOf('cpus')).toBe('more')
})
