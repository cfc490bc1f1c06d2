import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type FormView, type HostView, ROUTES } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const able = await canRun()
const MAIN = join(import.meta.dirname, '../../executable/src/main.ts')
const SHARED = 'Throw-away-1'
const OWN_PASSWORD = 'own \'pass"word$1'
const PASSPHRASE = 'own passphrase 7'
const SUDO_PASSWORD = 'own-sudo-pass 9'

/** Three hosts, each logged in to otherwise: as the site says, by a password of its own, by a key and sudo password of its own. */
describe.skipIf(!able.ok)('logins of single servers', () => {
  let lab: Lab
  let it: TemporaryConsole
  let folder: string
  let key: string
  let params: { site: string }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 3, name: 'logins' })
    it = await temporaryConsole()
    params = { site: it.site.id }
    folder = mkdtempSync(join(tmpdir(), 'astrago-logins-'))
    const file = join(folder, 'key')
    await lab.inNetwork('ssh-keygen', ['-q', '-t', 'ed25519', '-N', PASSPHRASE, '-f', file])
    key = readFileSync(file, 'utf8')
    const [, second, third] = lab.hosts
    await onHost(second?.name, 'chpasswd', `admin:${OWN_PASSWORD}\n`)
    await onHost(
      third?.name,
      'useradd --create-home --shell /bin/sh --groups sudo keeper && chpasswd',
      `keeper:${SUDO_PASSWORD}\n`,
    )
    const authorize = 'install -d -o keeper -m 700 ~keeper/.ssh && cat >~keeper/.ssh/authorized_keys'
    await onHost(third?.name, authorize, readFileSync(`${file}.pub`, 'utf8'))
  })
  afterAll(async () => {
    await it?.remove()
    await lab?.down()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  async function onHost(name: string | undefined, command: string, stdin: string): Promise<void> {
    expect(await lab.ssh(name ?? '', command, { stdin })).toMatchObject({ code: 0 })
  }

  /** The node table; each secret as `secret` gives it. */
  const rows = (secret: (text: string, name: string) => unknown) => {
    const own = [
      {},
      { sshPassword: secret(OWN_PASSWORD, 'OWN_PASSWORD') },
      {
        sshUser: 'keeper',
        sshKey: secret(key, 'KEY'),
        sshKeyPassphrase: secret(PASSPHRASE, 'PASSPHRASE'),
        sudoPassword: secret(SUDO_PASSWORD, 'SUDO_PASSWORD'),
      },
    ]
    return lab.hosts.map(({ name, address }, index) => ({
      name,
      address,
      roles: index === 0 ? ['control-plane', 'worker'] : ['worker'],
      ...own[index],
    }))
  }

  const save = async (section: string, revision: number, values: Record<string, unknown>) => {
    const saved = await it.customer(ROUTES.saveSection, { params: { ...params, section }, body: { revision, values } })
    expect(saved, JSON.stringify(saved.body)).toMatchObject({ status: 200 })
  }
  const reach = async (): Promise<HostView[]> => {
    const answer = await it.reseller(ROUTES.reachHosts, { params, body: {} })
    expect(answer.status).toBe(200)
    return answer.body as HostView[]
  }

  test('the console logs in to each in its own way, and becomes root', async () => {
    await save('resources', 0, { 'resources.nodes': rows((text) => text) })
    await save('accounts', 0, {
      'accounts.sshUser': 'admin',
      'accounts.sshAuth': 'password',
      'accounts.sshPassword': SHARED,
      'accounts.sudo': 'password',
    })
    const hosts = (await reach()).map(({ name, key: { offered } }) => ({ name, fingerprint: offered ?? '' }))
    const met = await it.reseller(ROUTES.confirmHostKeys, { params, body: { hosts } })
    expect(met.body).toMatchObject(Array(3).fill({ reached: true, problem: null }))
  })

  test('a wrong password of one host is told of that host alone; mended, it is reached', async () => {
    const form = (await it.customer(ROUTES.readForm, { params })).body as FormView
    const table = form.answers['resources.nodes'] as object[]
    const wrong = table.map((row, index) => (index === 1 ? { ...row, sshPassword: 'not this one' } : row))
    await save('resources', 1, { 'resources.nodes': wrong })
    expect((await reach()).map(({ problem }) => problem?.code ?? null)).toEqual([null, 'HOST_AUTH_FAILED', null])
    const right = table.map((row, index) => (index === 1 ? { ...row, sshPassword: OWN_PASSWORD } : row))
    await save('resources', 2, { 'resources.nodes': right })
    expect((await reach()).map(({ reached }) => reached)).toEqual([true, true, true])
  })

  test('no secret is in an answer', () => {
    for (const secret of [OWN_PASSWORD, PASSPHRASE, SUDO_PASSWORD, key.split('\n')[2] ?? ''])
      expect(it.responses.filter((body) => body.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([])
  })

  test('the command does the same from a site.yaml that refers to them', async () => {
    const nodes = rows((_, name) => ({ secretRef: name === 'KEY' ? `file:${join(folder, 'key')}` : `env:${name}` }))
    const answers = { accounts: { sshUser: 'admin', sshPassword: { secretRef: 'env:SHARED' } }, resources: { nodes } }
    const spec = { profile: 'air-gapped', distribution: 'rke2', ...answers }
    const site = join(folder, 'site.yaml')
    // JSON is YAML.
    writeFileSync(
      site,
      JSON.stringify({ apiVersion: 'astrago.io/v1alpha1', kind: 'Site', metadata: { name: 'lab' }, spec }),
    )
    const { output, errors, code } = await astrago(
      ['preflight', '--site', site, '--accept-new-keys', '--known-hosts', '/dev/null', '--output', 'json'],
      {
        SHARED,
        OWN_PASSWORD,
        PASSPHRASE,
        SUDO_PASSWORD,
      },
    )
    const verdicts = ReportModel.parse(JSON.parse(output)).preflight?.verdicts ?? []
    const access = verdicts.filter(({ check }) => check === 'ssh-login' || check === 'sudo-works')
    expect(access.map(({ status }) => status)).toEqual(Array(6).fill('pass'))
    expect([0, 3, 4], output.slice(-2000)).toContain(code)
    for (const secret of [OWN_PASSWORD, PASSPHRASE, SUDO_PASSWORD]) expect(output + errors).not.toContain(secret)
  })
})

type Ended = { output: string; errors: string; code: number | null }

async function astrago(args: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env, LANG: 'en' } })
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { output, errors, code }
}
