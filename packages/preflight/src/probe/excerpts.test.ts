import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parseFacts } from '../facts/parse.ts'
import { PROBE_SCRIPT } from './script.ts'

const run = promisify(execFile)

const FILES: Record<string, string> = {
  '/etc/shadow': 'daemon:*:1:0:2:7:::\nkim:$y$secret-1$hash:20000:0:90:7::21000:\n',
  '/etc/fstab':
    '/dev/vda1 / ext4 defaults 0 1\n//nas/data /data cifs password=secret-2 0 0\n/swap.img none swap sw 0 0\n',
  '/etc/environment': 'https_proxy=http://kim:secret-3@proxy:3128\nTOKEN=secret-4\n',
  '/etc/apt/sources.list': '# deb http://old/ x\ndeb https://kim:secret-5@mirror.example/debian bookworm main\n',
  '/etc/docker/daemon.json': '{ "registry-mirrors": ["https://hub.example:5000/", "https://a:secret-6@b.example"] }\n',
  '/usr/local/share/ca-certificates/own.crt':
    '-----BEGIN CERTIFICATE-----\nMIIBserial\nMIIBmore\nMIIBrest\n-----BEGIN PRIVATE KEY-----\nsecret-7\n',
  '/var/lib/astrago/ledger.json':
    '{"version":1,"entries":[{"before":"secret-9","holders":[{"owner":"fix","what":"fix.swap-active@n1","at":"x"}]},{"holders":[{"owner":"install","what":"prepare-host.swap@n1"},{"owner":"fix","what":"fix.swap-active@n1"},{"owner":"fix","what":"fix.ufw-active@n1"}]}]}',
  '/etc/sysctl.d/a.conf/a-folder-called-so': 'vm.swappiness=1\n',
  '/etc/sysctl.d/b.conf': 'net.ipv4.ip_forward = 0\nkernel.core_pattern = |/bin/secret-8\n',
}

test('of the files whose parts are read, only those parts leave the host', async () => {
  const root = mkdtempSync(join(tmpdir(), 'excerpts-'))
  try {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    // Whoever owns /proc/sys is root.
    const moved = [
      '/proc/sys ]',
      '/etc/sysctl.d/',
      '/usr/local/share/ca',
      '/var/lib/astrago/',
      ...Object.keys(FILES).slice(0, 5),
    ]
    const script = moved.reduce((text, path) => text.replaceAll(path, `${root}${path}`), PROBE_SCRIPT)
    mkdirSync(join(root, '/proc/sys'), { recursive: true })
    const job = run('sh', ['-s'], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', USER: 'kim' }, encoding: 'utf8' })
    job.child.stdin?.end(script)
    const answer = (await job).stdout.replaceAll(root, '')
    const { facts } = parseFacts(answer)

    expect(answer).not.toContain('secret')
    expect(facts.account).toEqual({ value: { changedDay: 20_000, maxDays: 90, expireDay: 21_000 } })
    expect(facts.swap).toMatchObject({ value: { configured: ['/swap.img'] } })
    expect(facts.proxies).toMatchObject({
      value: [{ where: '/etc/environment', name: 'https_proxy', value: 'http://***@proxy:3128' }],
    })
    expect(facts.repositories).toMatchObject({
      value: expect.arrayContaining([{ file: '/etc/apt/sources.list', address: 'https://***@mirror.example/debian' }]),
    })
    expect(facts.registryConfig).toEqual({
      value: [{ file: '/etc/docker/daemon.json', hosts: ['hub.example:5000'] }],
    })
    expect(facts.trust).toEqual({
      value: [{ file: '/usr/local/share/ca-certificates/own.crt', lines: 'MIIBserialMIIBmore' }],
    })
    const fixes = { value: ['fix.swap-active@n1', 'fix.ufw-active@n1'] }
    expect(facts.heldFixes).toEqual(process.getuid?.() === 0 ? fixes : { absent: 'no-root' })
    expect(facts.sysctlFiles).toMatchObject({
      value: expect.arrayContaining([{ file: '/etc/sysctl.d/b.conf', key: 'net.ipv4.ip_forward', value: '0' }]),
    })
  } finally {
    rmSync(root, { recursive: true })
  }
})
