import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canRun, Lab, type LabHost } from '@astrago/lab'
import { type Migration, openStore } from '@astrago/store'
import { MIGRATIONS } from '@astrago/store/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putFile } from './put-file.testing.ts'

const ROOT = join(import.meta.dirname, '../../..')
const X64 = join(ROOT, 'dist/astrago-linux-x64')
const ARM64 = join(ROOT, 'dist/astrago-linux-arm64')
const able = await canRun()
const NEXT: Migration = { name: '29990101000000_next', sql: 'CREATE TABLE "Next" ("id" TEXT)' }

const siteOf = (hosts: readonly LabHost[], key: string) => ({
  apiVersion: 'astrago.io/v1alpha1',
  kind: 'Site',
  metadata: { name: 'Hanbit' },
  spec: {
    profile: 'air-gapped',
    distribution: 'rke2',
    accounts: { sshUser: 'ops', sshAuth: 'key', sshKey: { secretRef: `file:${key}` }, sudo: 'nopasswd' },
    resources: {
      nodes: hosts.map(({ name, address }) => ({
        name,
        address,
        roles: [name === 'n001' ? 'control-plane' : 'worker'],
      })),
    },
  },
})

const build = (arch: string): void => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-executable.mjs'), '--arch', arch], { stdio: 'pipe' })
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-executable-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!able.ok)('the executable on a host without Node and network', () => {
  let lab: Lab
  let host: LabHost

  const on = async (command: string) => lab.ssh(host.name, command, { user: 'root' })
  const must = async (command: string) => {
    const done = await on(command)
    expect(done, done.stderr).toMatchObject({ code: 0 })
    return done.stdout
  }
  const put = (file: string, target: string) => putFile(lab, host, file, target)

  beforeAll(async () => {
    build('x64')
    lab = await Lab.up({ hosts: 2, name: 'executable' })
    host = lab.host('n001')
    await put(X64, '/opt/astrago')
    // As hardened servers have it.
    await must('mount -t tmpfs -o noexec,mode=1777 tmpfs /tmp')
  })
  afterAll(() => lab?.down())

  const judge = async (command: string, user: 'root' | 'ops' = 'root') => {
    const { code, stdout, stderr } = await lab.ssh(host.name, `${command} --output json`, { user })
    expect([0, 3, 4], stderr).toContain(code)
    return JSON.parse(stdout).preflight.verdicts as { host: string; check: string; status: string; outcome: string }[]
  }
  const withoutRoot = (verdicts: Awaited<ReturnType<typeof judge>>) =>
    verdicts.filter(({ outcome }) => outcome === 'no-root')
  const brief = (verdicts: Awaited<ReturnType<typeof judge>>): string[] =>
    verdicts.map(({ check, outcome }) => `${check} ${outcome}`).sort()

  test('checks the machine itself: as root and with sudo all, as a plain user what needs no root', async () => {
    expect((await on('command -v node')).code).toBe(1)
    const all = await judge('/opt/astrago preflight')
    expect(all.length).toBeGreaterThan(40)
    expect(withoutRoot(all)).toEqual([])
    expect(brief(await judge('sudo /opt/astrago preflight', 'ops'))).toEqual(brief(all))
    const plain = withoutRoot(await judge('runuser -u admin -- env HOME=/home/admin /opt/astrago preflight'))
    expect(plain).not.toEqual([])
    expect(plain).toEqual(plain.map((verdict) => ({ ...verdict, status: 'unknown' })))
    expect(plain.map(({ check }) => check)).toContain('sudo-works')
    // That sudo would ask for no password is no consent.
    expect(brief(withoutRoot(await judge('/opt/astrago preflight', 'ops')))).toEqual(brief(plain))
  })

  test('checks the hosts of a site.yaml over SSH', async () => {
    const [one, two] = lab.hosts.map(({ name }) => name)
    const site = siteOf(lab.hosts, '/root/key')
    await must(`umask 077; mkdir -p /root/.ssh; cat > /root/key <<'END'\n${readFileSync(lab.keyPath, 'utf8')}END\n`)
    await must(`cat > /root/site.yaml <<'END'\n${JSON.stringify(site)}\nEND\n`)
    await must(`ssh-keyscan ${lab.hosts.map(({ address }) => address).join(' ')} > /root/.ssh/known_hosts`)
    await lab.ssh('n002', 'mkdir -p /var/lib/rancher/rke2/server && touch /var/lib/rancher/rke2/server/token')
    const found = await judge('/opt/astrago preflight --site /root/site.yaml')
    expect(withoutRoot(found)).toEqual([])
    for (const name of [one, two]) expect(found.filter(({ host }) => host === name).length).toBeGreaterThan(40)
    const leftovers = found.filter(({ check, status }) => check === 'leftover-dirs' && status !== 'pass')
    expect(leftovers.map((verdict) => verdict.host)).toEqual([two])
  })

  test('needs no network and does not even try to reach one', async () => {
    // A network of its own with a way out that leads nowhere, where every packet that goes out is counted.
    await must(`ip netns add cut && ip netns exec cut sh -es <<'END'
ip link set lo up
ip link add out type veth peer name nowhere
ip address add 192.0.2.2/24 dev out
ip link set out up
ip link set nowhere up
ip route add default via 192.0.2.1
nft -f - <<'RULES'
table inet watch {
  counter sent {}
  chain out {
    type filter hook output priority 0
    oifname != "lo" meta l4proto { tcp, udp } counter name sent drop
  }
}
RULES
END`)
    const sent = async (): Promise<number> => {
      const { nftables } = JSON.parse(await must('ip netns exec cut nft -j list counter inet watch sent'))
      return nftables.find((entry: object) => 'counter' in entry).counter.packets
    }
    expect((await judge('ip netns exec cut /opt/astrago preflight')).length).toBeGreaterThan(40)
    await must(
      'systemd-run --unit alone -p NetworkNamespacePath=/run/netns/cut /opt/astrago console --data-dir /root/alone --key-file /root/alone.key',
    )
    const inside = 'ip netns exec cut curl -sS --max-time 5'
    const at = 'http://127.0.0.1:8420'
    await expect.poll(async () => (await on(`${inside} ${at}/api/health`)).stdout).toContain('ok')
    expect(await must(`${inside} ${at}/login/`)).toContain('<html')
    expect(await sent()).toBe(0)
    const pid = (await must('systemctl show --property MainPID --value alone')).trim()
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(await must(`cat /proc/${pid}/status`)) ?? []
    expect((Number(kib) * 1024) / 1e6).toBeLessThan(200)
    // What does try is counted.
    await on(`${inside} http://192.0.2.9/`)
    expect(await sent()).toBeGreaterThan(0)
    await must('systemctl stop alone && ip netns delete cut')
  })

  test('serves the console as a service that gives a PDF', async () => {
    // What root keeps of this machine's own changes stays root's.
    await must('umask 077; mkdir -p /var/lib/astrago/originals; touch /var/lib/astrago/originals/etc%fstab')
    const { link } = JSON.parse(await must('/opt/astrago console install --output json'))
    expect(await must('curl -s http://127.0.0.1:8420/api/health')).toContain('"status":"ok"')
    expect(await must('journalctl -u astrago-console --no-pager')).not.toContain('#')
    const token = String(link).split('#')[1]
    const api = "curl -sS -b /root/jar -c /root/jar -H 'x-astrago: 1' -H 'content-type: application/json'"
    const at = 'http://127.0.0.1:8420/api'
    const body = JSON.stringify({ token, name: 'kim', password: 'correct horse battery' })
    await must(`${api} -d '${body}' ${at}/setup`)
    const [{ id }] = JSON.parse(await must(`${api} ${at}/sites`))
    const { run } = JSON.parse(await must(`${api} -d '{}' ${at}/sites/${id}/preflights`))
    await expect
      .poll(async () => JSON.parse(await must(`${api} ${at}/sites/${id}/preflights/${run}`)).state)
      .toBe('done')
    expect(await must(`${api} '${at}/sites/${id}/report?format=pdf&lang=ko' | head -c 5`)).toBe('%PDF-')
    expect(await must('curl -s http://127.0.0.1:8420/login/')).toContain('<html')
    expect(await must('stat -c %U:%a /var/lib/astrago-console /var/lib/astrago-vault')).toBe(
      'astrago:700\nastrago:700\n',
    )
  })

  test('knows the data of the service without being told', async () => {
    expect(await must('/usr/local/bin/astrago user list')).toContain('kim')
    await must('echo a long enough passphrase | astrago data backup /root/console.backup --with-key')
  })

  test('is upgraded over an older data folder, which is copied first', async () => {
    await must('systemctl stop astrago-console')
    const older = join(folder, 'older')
    const key = { kind: 'file', path: join(folder, 'key') } as const
    await (await openStore({ dataDir: older, key, migrations: MIGRATIONS.slice(0, 1), pid: process.pid })).close()
    await must(
      'cp -a /var/lib/astrago-console/console.db /root/console.db && rm -f /var/lib/astrago-console/console.db-*',
    )
    await put(join(older, 'console.db'), '/var/lib/astrago-console/console.db')
    await must('chown astrago: /var/lib/astrago-console/console.db && chmod 600 /var/lib/astrago-console/console.db')
    expect(JSON.parse(await must('/opt/astrago console install --output json'))).toMatchObject({ upgraded: true })
    expect(await must('ls /var/lib/astrago-console/backups')).toContain('console.db')
    await must(
      'systemctl stop astrago-console && cp -a /root/console.db /var/lib/astrago-console/console.db && rm -f /var/lib/astrago-console/console.db-*',
    )
    await must('systemctl start astrago-console')
    await must('rm -rf /var/lib/astrago-console/backups')
  })

  test('leaves a service alone whose data is of a newer version', async () => {
    await must('systemctl stop astrago-console')
    const newer = join(folder, 'newer')
    const key = { kind: 'file', path: join(folder, 'key') } as const
    await (await openStore({ dataDir: newer, key, migrations: [...MIGRATIONS, NEXT], pid: process.pid })).close()
    await must(
      'mkdir /root/kept && cp -a /var/lib/astrago-console/console.db* /root/kept/ && rm -f /var/lib/astrago-console/console.db-*',
    )
    await put(join(newer, 'console.db'), '/var/lib/astrago-console/console.db')
    const before = await must(
      'sha256sum /var/lib/astrago-console/console.db /usr/local/bin/astrago /etc/systemd/system/astrago-console.service',
    )
    const refused = await on('/opt/astrago console install --lang en')
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('newer version') })
    expect(
      await must(
        'sha256sum /var/lib/astrago-console/console.db /usr/local/bin/astrago /etc/systemd/system/astrago-console.service',
      ),
    ).toBe(before)
    await must(
      'rm -f /var/lib/astrago-console/console.db* && cp -a /root/kept/* /var/lib/astrago-console/ && systemctl start astrago-console',
    )
  })

  test('puts everything back when the new service does not start', async () => {
    const unit = await must('cat /etc/systemd/system/astrago-console.service')
    await must('systemd-run --unit squatter python3 -m http.server 9999')
    await expect.poll(async () => (await on('curl -s http://127.0.0.1:9999/')).code).toBe(0)
    const failed = await on('/opt/astrago console install --port 9999 --lang en')
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('9999') })
    expect(await must('cat /etc/systemd/system/astrago-console.service')).toBe(unit)
    await expect.poll(async () => (await on('curl -s http://127.0.0.1:8420/api/health')).stdout).toContain('ok')
    expect(await must('ls /var/lib/astrago-console /usr/local/bin /etc/systemd/system')).not.toContain('.before')
    await must('systemctl stop squatter')
  })

  test('is given a certificate of its own, whose key root alone can read', async () => {
    const renew = async (name: string): Promise<string> => {
      await must(
        `umask 077; mkdir -p /root/tls && cd /root/tls && openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=${name} -addext subjectAltName=IP:127.0.0.1 -keyout site.key -out site.crt`,
      )
      return (await must('openssl x509 -noout -fingerprint -sha256 -in /root/tls/site.crt')).trim().split('=')[1] ?? ''
    }
    const install = (more: string) => on(`cd /root && /opt/astrago console install ${more}`)
    const files = '--tls-cert tls/site.crt --tls-key tls/site.key'
    const health = async () =>
      (await on(`curl -s --cacert /root/tls/site.crt https://127.0.0.1:8420/api/health`)).stdout

    const first = await renew('first')
    const installed = await install(`${files} --output json`)
    expect(JSON.parse(installed.stdout)).toMatchObject({ url: 'https://127.0.0.1:8420', fingerprint: first })
    expect(await health()).toContain('"status":"ok"')
    expect(await must('stat -c %U:%a /root/tls/site.key /run/astrago-console /run/astrago-console/key.pem')).toBe(
      'root:600\nastrago:700\nastrago:400\n',
    )
    // Another file of the same name is taken at the next start, also after an upgrade that does not name it.
    const second = await renew('second')
    expect(await health()).toBe('')
    await must('systemctl restart astrago-console')
    await expect.poll(health).toContain('"status":"ok"')
    expect(JSON.parse((await install('--output json')).stdout)).toMatchObject({ upgraded: true, fingerprint: second })

    const unit = await must('cat /etc/systemd/system/astrago-console.service')
    expect(await install('--tls-cert tls/site.crt --lang en')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--tls-key: --tls-cert and --tls-key go together'),
    })
    await must('openssl ecparam -name prime256v1 -genkey -noout -out /root/tls/other.key')
    expect(await install('--tls-cert tls/site.crt --tls-key tls/other.key --lang en')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be used: /root/tls/site.crt, /root/tls/other.key'),
    })
    expect(await must('cat /etc/systemd/system/astrago-console.service')).toBe(unit)
    expect(await health()).toContain('"status":"ok"')
    await must('systemctl stop astrago-console && ! ls /run/astrago-console && systemctl start astrago-console')
  })

  test('is taken away, the data only when asked', async () => {
    expect(JSON.parse(await must('astrago console uninstall --output json')).kept).toHaveLength(2)
    expect((await on('ls /usr/local/bin/astrago /etc/systemd/system/astrago-console.service')).code).not.toBe(0)
    await must('test -f /var/lib/astrago-console/console.db')
    expect(JSON.parse(await must('/opt/astrago console uninstall --purge --output json')).kept).toEqual([])
    expect((await on('ls -d /var/lib/astrago-* /var/cache/astrago; id astrago')).code).not.toBe(0)
    expect(await must('stat -c %U:%a /var/lib/astrago/originals/etc%fstab')).toBe('root:600\n')
    expect((await on('/opt/astrago console uninstall')).code).toBe(2)
  })

  test('starts wherever it is called from, whatever the environment holds for other programs', async () => {
    const version = await must('cd /root && ASTRAGO_RUNTIME_DIR=here NODE_OPTIONS=--nonsense /opt/astrago --version')
    expect(version).toMatch(/^astrago \d+\.\d+\.\d+\n$/)
    expect(await must('runuser -u nobody -- env -i /opt/astrago --version')).toBe(version)
    expect(await on('/opt/astrago dance --lang en')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^No such command: dance\n/),
    })
  })

  test('says where it may not unpack', async () => {
    const refused = await on('ASTRAGO_RUNTIME_DIR=/tmp/here /opt/astrago user list')
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('ASTRAGO_RUNTIME_DIR') })
  })
})

describe.skipIf(!able.ok)('the executable for arm64', () => {
  const astrago = (...args: string[]): string =>
    execFileSync('/usr/bin/qemu-aarch64-static', ['-L', '/usr/aarch64-linux-gnu', ARM64, ...args], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, ASTRAGO_RUNTIME_DIR: join(folder, 'arm64') },
    })

  test('starts under emulation, its database included', () => {
    build('arm64')
    expect(JSON.parse(astrago('preflight', 'checks', '--output', 'json')).length).toBeGreaterThan(50)
    expect(JSON.parse(astrago('user', 'list', '--output', 'json', '--data-dir', join(folder, 'data-arm64')))).toEqual(
      [],
    )
  })
})
