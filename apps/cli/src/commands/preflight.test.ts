import { generateKeyPairSync } from 'node:crypto'
import { statSync, writeFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { CheckId } from '@astrago/contracts'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { type OwnPreflight, ownPreflight } from '../own-preflight.testing.ts'
import { astrago } from '../testing.ts'

let it: OwnPreflight
beforeAll(async () => {
  it = await ownPreflight()
}, 60_000)
afterAll(() => it.remove())

describe('astrago preflight', () => {
  test('checks this machine, and its exit code is that of its report', () => {
    const model = ReportModel.parse(JSON.parse(it.first.out))
    expect(model.preflight?.verdicts.length).toBeGreaterThanOrEqual(30)
    expect(model.preflight?.exitCode).toBe(it.first.code)
    expect(model.hosts).toMatchObject([{ cpus: expect.any(Number), os: expect.any(String) }])
    expect(statSync(it.facts).mode & 0o777).toBe(0o600)
  })

  test('names the lines of a site.yaml that are wrong', async () => {
    const text = `apiVersion: astrago.io/v1alpha1
kind: Site
metadata:
  name: broken
spec:
  profile: air-gapped
  distribution: rke2
  accounts:
    sshUsr: ops
  resources:
    nodes:
      - name: cp-1
        address: 10.0.0.999
        roles: [control-plane]
`
    writeFileSync(it.at('site.yaml'), text)
    const { code, err } = await astrago(['preflight', '--site', it.at('site.yaml'), '--lang', 'en'])
    expect(code).toBe(2)
    expect(err).toMatch(/9: accounts\.sshUsr/)
    expect(err).toMatch(/13: resources\.nodes\.0\.address/)
    const absent = await astrago(['preflight', '--site', it.at('absent.yaml'), '--lang', 'en'])
    expect(absent).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') })
    writeFileSync(it.at('site.yaml'), 'general: [')
    const broken = await astrago(['preflight', '--site', it.at('site.yaml'), '--lang', 'en'])
    expect(broken.err).toMatch(/^ {2}- 1: This is not valid YAML/m)
  })

  test('looks at no host before it knows that its output can be written', async () => {
    const tty = { terminal: true, color: true }
    expect(await astrago(['preflight', '--output', 'pdf'], tty)).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--output', 'html'], tty)).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--facts', it.at('no/such/facts.json')])).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--file', it.folder])).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--hosts', 'misspelt'])).toMatchObject({ code: 2, out: '' })
  })

  test("compares the key of the site's own certificate with it, and keeps the key to itself", async () => {
    const [certificate = ''] = rootCertificates
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const spec = {
      profile: 'air-gapped',
      distribution: 'rke2',
      accounts: { sshUser: 'ops', sshPort: 1, sshAuth: 'password', sshPassword: { secretRef: 'env:SSH' } },
      network: { tlsMode: 'own', tlsCertificate: certificate, tlsKey: { secretRef: 'env:TLS' } },
      resources: { nodes: [{ name: 'cp-1', address: '127.0.0.1', roles: ['control-plane'] }] },
    }
    const site = { apiVersion: 'astrago.io/v1alpha1', kind: 'Site', metadata: { name: 'tls' }, spec }
    writeFileSync(it.at('tls.yaml'), stringify(site))
    const outcome = async (env: Record<string, string>): Promise<string | undefined> => {
      const args = ['preflight', '--site', it.at('tls.yaml'), '--checks', 'tls-keypair-valid', '--output', 'json']
      const { out, err } = await astrago(args, { env: { SSH: 's', ...env } })
      expect(out + err).not.toContain(key.split('\n')[1])
      return ReportModel.parse(JSON.parse(out)).preflight?.verdicts[0]?.outcome
    }
    expect(await outcome({ TLS: key })).toBe('mismatch')
    expect(await outcome({ TLS: 'no key' })).toBe('unusable')
    expect(await outcome({})).toBe('not-collected')
  })

  test('of a part never calls the site ready, and refuses what the part cannot find out', async () => {
    const part = (...more: string[]) => astrago(['preflight', '--checks', ...more, '--lang', 'en'])
    const { code, out } = await part('hostname-valid,cpu-arch-supported')
    expect(out).toContain(`Only 2 of ${CheckId.options.length} checks were made.`)
    expect(out).not.toContain('ready')
    expect([0, 4]).toContain(code)
    const tried = await part('registry-answers,dns-names-resolve')
    expect(tried).toMatchObject({ code: 2, out: '', err: expect.stringContaining('dns-names-resolve: needs --active') })
    expect(await part('bandwidth-hosts')).toMatchObject({ code: 2, err: expect.stringContaining('needs --bandwidth') })
    const none = await part('vip-in-subnet')
    expect(none).toMatchObject({ code: 3, out: expect.stringContaining('Nothing was judged') })
  }, 60_000)

  test('that is stopped says so and is an error', async () => {
    const signal = AbortSignal.abort()
    expect(await astrago(['preflight'], { signal })).toMatchObject({ code: 1, out: '', err: 'Stopped.\n' })
  })
})
