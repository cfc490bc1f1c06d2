import { ROUTES } from '@astrago/contracts'
import { keptKubeconfig } from '@astrago/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from '../testing.ts'

const SECRET = 'planted-client-key-7d1f'
const KUBECONFIG = `apiVersion: v1
kind: Config
clusters:
  - name: default
    cluster:
      server: https://10.20.0.10:6443
users:
  - name: default
    user:
      client-key-data: ${SECRET}
`

let it: TemporaryConsole
let params: { site: string }
beforeEach(async () => {
  it = await temporaryConsole()
  params = { site: it.site.id }
})
afterEach(() => it.remove())

const keep = () => keptKubeconfig(it.store.vault, it.site.id).write(KUBECONFIG)
const entries = async () => (await it.reseller(ROUTES.audit, { querystring: {} })).body

describe('the kubeconfig', () => {
  test('is not there, and not noted as taken, before an installation has fetched it', async () => {
    expect((await it.reseller(ROUTES.readCluster, { params })).body).toEqual({ server: null })
    const answer = await it.reseller(ROUTES.downloadKubeconfig, { params })
    expect(answer).toMatchObject({ status: 404, body: { code: 'KUBECONFIG_MISSING', params: { site: 'Hanbit' } } })
    expect(JSON.stringify(await entries())).not.toContain('download-kubeconfig')
  })

  test('is downloaded by a reseller as it is kept, is not cached, and is noted without its text', async () => {
    await keep()
    expect((await it.reseller(ROUTES.readCluster, { params })).body).toEqual({ server: 'https://10.20.0.10:6443' })
    const answer = await it.download(ROUTES.downloadKubeconfig, { params })
    expect(answer.body).toBe(KUBECONFIG)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''kubeconfig-Hanbit.yaml")
    expect(await entries()).toMatchObject({
      entries: [{ who: 'kim', action: 'download-kubeconfig', site: it.site.id, detail: '' }],
    })
    expect(JSON.stringify(await entries())).not.toContain(SECRET)
  })

  test('is nowhere in the log of the server, whatever its level', async () => {
    await keep()
    await it.download(ROUTES.downloadKubeconfig, { params })
    await it.support(ROUTES.downloadKubeconfig, { params })
    await it.reseller(ROUTES.readSite, { params: { site: 'none' } })
    it.app.log.error('a line')
    expect(it.logged()).toContain('a line')
    expect(it.logged()).not.toContain(SECRET)
  })
})
