import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKey, noSshd, startSshd, type TestSshd } from '@astrago/hosts/testing/sshd'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { astrago } from '../testing.ts'

describe.skipIf(noSshd)(`the keys of hosts that a command meets${noSshd && ` (skipped: ${noSshd})`}`, () => {
  let sshd: TestSshd
  let folder: string
  const at = (name: string): string => join(folder, name)

  beforeAll(async () => {
    sshd = await startSshd()
    folder = mkdtempSync(join(tmpdir(), 'astrago-known-hosts-'))
    const { address, port, user } = sshd.target
    const spec = {
      profile: 'online',
      distribution: 'rke2',
      accounts: {
        sshUser: user,
        sshPort: port,
        sshAuth: 'key',
        sshKey: { secretRef: `file:${sshd.folder}/login` },
        sudo: 'nopasswd',
      },
      resources: { nodes: [{ name: 'own', address, roles: ['control-plane'] }] },
    }
    const site = { apiVersion: 'astrago.io/v1alpha1', kind: 'Site', metadata: { name: 'own' }, spec }
    writeFileSync(at('site.yaml'), stringify(site))
  })
  afterAll(async () => {
    await sshd.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const preflight = async (known: string, ...more: string[]) => {
    const asked = ['--checks', 'ssh-host-key', '--output', 'json', '--lang', 'en']
    const run = await astrago(['preflight', '--site', at('site.yaml'), '--known-hosts', at(known), ...asked, ...more])
    const outcome = run.out && ReportModel.parse(JSON.parse(run.out)).preflight?.verdicts[0]?.outcome
    return { ...run, outcome }
  }

  test('are kept when they are taken, so that a changed one is refused', async () => {
    const taken = await preflight('new', '--accept-new-keys')
    expect(taken).toMatchObject({ code: 0, outcome: 'pass' })
    expect(taken.err).toContain(sshd.key('ed25519').fingerprint)
    expect(statSync(at('new')).mode & 0o777).toBe(0o600)
    const [name, ...key] = readFileSync(at('new'), 'utf8').trim().split(' ')
    expect(name).toBe(`[127.0.0.1]:${sshd.target.port}`)
    expect(readFileSync(join(sshd.folder, 'host_ed25519.pub'), 'utf8')).toContain(key.join(' '))
    expect(await preflight('new')).toMatchObject({ code: 0, outcome: 'pass' })

    makeKey(at('other'), 'ed25519')
    const [type, blob] = readFileSync(at('other.pub'), 'utf8').split(' ')
    writeFileSync(at('new'), `${name} ${type} ${blob}`)
    const changed = await preflight('new', '--accept-new-keys')
    expect(changed).toMatchObject({ code: 3, outcome: 'changed', out: expect.stringContaining('ssh-keygen -R') })
    expect(readFileSync(at('new'), 'utf8')).toBe(`${name} ${type} ${blob}`)
  }, 60_000)

  test('go behind the last line of the file, whether it has an end or not', async () => {
    writeFileSync(at('cut'), '# of the site')
    expect(await preflight('cut', '--accept-new-keys')).toMatchObject({ outcome: 'pass' })
    expect(readFileSync(at('cut'), 'utf8')).toMatch(/^# of the site\n\[127\.0\.0\.1\]:\d+ ssh-ed25519 \S+\n$/)
  }, 60_000)

  test('are looked for in the file that was named, or nothing is done', async () => {
    expect(await preflight('misspelt')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('misspelt') })
    expect(await preflight('no/folder', '--accept-new-keys')).toMatchObject({ code: 2, out: '' })
    writeFileSync(at('empty'), '')
    const unknown = await preflight('empty')
    expect(unknown).toMatchObject({
      code: 3,
      outcome: 'unconfirmed',
      out: expect.stringContaining('--accept-new-keys'),
    })
  }, 60_000)
})
