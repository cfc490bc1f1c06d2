import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { displayWidth } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { astrago } from '../testing.ts'

const WITH_REGISTRY = `apiVersion: astrago.io/v1alpha1
kind: Site
metadata:
  name: registry
spec:
  profile: air-gapped
  distribution: rke2
  accounts:
    sshUser: ops
    sshPort: 1
    sshAuth: password
    sshPassword: { secretRef: env:SSH }
  registry:
    kind: mirror
    address: harbor.example.com
    username: robot
    password: { secretRef: env:REGISTRY }
  resources:
    nodes:
      - name: cp-1
        address: 127.0.0.1
        roles: [control-plane]
`

let folder: string
const at = (name: string): string => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-active-'))
  writeFileSync(at('registry.yaml'), WITH_REGISTRY)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('astrago preflight', () => {
  test('with active checks tells what hosts will do, and needs the password of the registry', async () => {
    writeFileSync(at('images.txt'), 'astrago/core:1\nastrago/batch:1\n')
    const run = (images: string, env: Record<string, string>) => {
      const args = ['preflight', '--site', at('registry.yaml'), '--active', '--images', images, '--lang', 'en']
      return astrago(args, { env })
    }
    const told = await run(at('images.txt'), { SSH: 'planted-ssh', REGISTRY: 'planted-registry' })
    expect(told.err).toContain('log in to the registry once and ask which images it has: robot, harbor.example.com, 2')
    expect(told.out + told.err).not.toContain('planted')
    expect(await run(at('images.txt'), { SSH: 's' })).toMatchObject({ err: expect.stringContaining('env:REGISTRY') })
    expect(await run(at('absent.txt'), {})).toMatchObject({ code: 2, err: expect.stringContaining('absent.txt') })
  })

  test('announces active checks in lines of the terminal, whole in a file', async () => {
    const said = async (live: boolean) => {
      const args = [
        'preflight',
        '--active',
        '--checks',
        'disk-sync-latency',
        '--site',
        at('registry.yaml'),
        '--lang',
        'ko',
      ]
      const { err } = await astrago(args, { live, width: 60, env: { SSH: 's', REGISTRY: 'r' } })
      return err.slice(0, err.indexOf('cp-1')).split('\r')[0]?.split('\n') ?? []
    }
    const [lines, whole] = [await said(true), await said(false)]
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(60)
    expect(lines.slice(0, 2).join(' ')).toBe(whole[0])
    expect(whole[0]).toContain('Ctrl+C')
  })

  test('with active checks takes the login at a proxy from its fields, and from no address', async () => {
    const run = async (network: object, env: Record<string, string>) => {
      const spec = {
        profile: 'proxy',
        distribution: 'rke2',
        accounts: { sshUser: 'ops', sshPort: 1, sshAuth: 'password', sshPassword: { secretRef: 'env:SSH' } },
        network,
        resources: { nodes: [{ name: 'cp-1', address: '127.0.0.1', roles: ['control-plane'] }] },
      }
      const site = { apiVersion: 'astrago.io/v1alpha1', kind: 'Site', metadata: { name: 'proxy' }, spec }
      writeFileSync(at('proxy.yaml'), stringify(site))
      const result = await astrago(['preflight', '--site', at('proxy.yaml'), '--active', '--lang', 'en'], { env })
      expect(result.out + result.err).not.toContain('planted')
      return result
    }
    const login = { proxyUsername: 'svc', proxyPassword: { secretRef: 'env:PROXY' } }
    const network = { proxyUrl: 'http://proxy.example.com:3128', ...login }
    const { err } = await run(network, { SSH: 'planted-ssh', PROXY: 'planted-proxy' })
    expect(err).toContain('if that is accepted the others do, too: svc')
    expect(err).toContain('password travels over the network unencrypted: http://proxy.example.com:3128')
    expect(await run(network, { SSH: 's' })).toMatchObject({ err: expect.stringContaining('env:PROXY') })
    const inside = await run({ proxyUrl: 'http://svc:planted@proxy.example.com:3128' }, { SSH: 's' })
    expect(inside).toMatchObject({ code: 2, err: expect.stringContaining('network.proxyUrl') })
    expect(inside.err).toContain('enter them in "Proxy user" and "Proxy password"')
  })
})
