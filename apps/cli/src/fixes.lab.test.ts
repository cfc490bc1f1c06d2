import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PICTURE } from '@astrago/changes/testing'
import type { Draft } from '@astrago/exchange-form'
import { canRun, Lab } from '@astrago/lab'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labSite } from './lab-site.testing.ts'
import { astrago } from './testing.ts'

const able = await canRun()
const MAIN = join(import.meta.dirname, '../../executable/src/main.ts')

/**
 * Everything that the first fixes are for. The daemons are stand-ins: programs of these names that only wait, and a chronyc
 * that says what a synchronized one would.
 */
const FAULTS = `
printf '# root\\n/swap.img none swap sw,pri=5 0 0\\n//nas/x /mnt cifs username=u,password=planted-pw 0 0\\n' > /etc/fstab
chmod 640 /etc/fstab; touch -d '2020-01-02 03:04:05' /etc/fstab; swapon -a
modprobe -r vxlan; echo 'install vxlan /bin/false' > /etc/modprobe.d/hardening.conf
sysctl -w net.ipv4.ip_forward=0 net.bridge.bridge-nf-call-iptables=0
echo 'net.ipv4.ip_forward = 0' > /etc/sysctl.d/99-hardening.conf
for name in chronyd NetworkManager; do
  cp /bin/sleep /usr/sbin/$name
  printf '[Service]\\nExecStart=/usr/sbin/%s infinity\\nExecReload=/bin/true\\n[Install]\\nWantedBy=multi-user.target\\n' $name > /etc/systemd/system/$name.service
done
printf '#!/bin/sh\\nsystemctl is-active --quiet chronyd && echo C0A80001,x,1,0,0,0,0,0,0,0,0,0,0,Normal\\n' > /usr/bin/chronyc; chmod 755 /usr/bin/chronyc
mkdir -p /etc/NetworkManager/conf.d; systemctl daemon-reload; systemctl start NetworkManager`

/** What the other fixes are for, of those that a lab host can show. It stays through a test of its own. */
const MORE_FAULTS = `
echo '10.9.9.9 n002 old' > /etc/hosts
mkdir -p /etc/cloud/cloud.cfg.d /etc/chrony; echo 'manage_etc_hosts: true' > /etc/cloud/cloud.cfg
echo 'pool 2.debian.pool.ntp.org iburst' > /etc/chrony/chrony.conf; systemctl start chronyd
echo 'net.ipv4.conf.all.forwarding = 0' > /etc/sysctl.d/50-hardening.conf
echo kernel/drivers/gpu/drm/nouveau/nouveau.ko: >> /lib/modules/$(uname -r)/modules.dep
ip link add second0 type veth peer name second1; ip address add 10.77.0.1/24 dev second0; ip link set second0 up
for file in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 1 > $file; done
sysctl -w net.ipv4.ip_local_port_range='30500 60999' net.ipv4.ip_local_reserved_ports=80,443
printf '[Timer]\\nOnCalendar=yearly\\n[Install]\\nWantedBy=timers.target\\n' > /etc/systemd/system/nm-cloud-setup.timer
printf '[Service]\\nExecStart=/bin/true\\n' > /etc/systemd/system/nm-cloud-setup.service
systemctl daemon-reload; systemctl enable --now nm-cloud-setup.timer`

const MORE_FIXED = [
  'dns-hostname-resolves',
  'dns-localhost',
  'gpu-nouveau',
  'name-files-writable',
  'nm-cloud-setup-enabled',
  'nodeport-range-reserved',
  'registry-ca-trusted',
  'sysctl-drift',
  'sysctl-rp-filter',
  'time-source',
]

const FIXED = [
  'kernel-modules-locked',
  'matrix-udp-overlay',
  'networkmanager-unmanaged',
  'ports-between-hosts',
  'swap-active',
  'sysctl-bridge-nf',
  'sysctl-inotify',
  'sysctl-ip-forward',
  'time-ntp-synced',
]

describe.skipIf(!able.ok)(`fixes on real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let lab: Lab
  let folder: string
  let site: string[]
  let before: string[]
  const shell = async (command: string, host = 'n002') => (await lab.ssh(host, command)).stdout
  const picture = async (): Promise<string[]> => (await shell(PICTURE)).split('\n')

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 2, name: 'fixes' })
    folder = await mkdtemp(join(tmpdir(), 'astrago-fixes-'))
    site = await siteOf(['worker'], { 'security.firewallPolicy': 'open-needed' })
    await shell(FAULTS)
    await lab.fault('clock-unsynchronized', 'n002', 'on')
    await lab.fault('ufw', 'n002', 'on')
    before = await picture()
  })
  afterAll(async () => {
    await lab?.down()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  const siteOf = (roles: string[], more: Draft) => labSite(lab, folder, { n002: roles }, more)
  const preflight = (...more: string[]) => astrago(['preflight', ...site, '--hosts', 'n002', ...more])
  const undo = (...more: string[]) => astrago(['preflight', 'undo', ...site, '--hosts', 'n002', ...more])
  const modelOf = ({ out }: { out: string }) => ReportModel.parse(JSON.parse(out)).preflight
  const outcomes = (run: { out: string }, checks = FIXED) =>
    Object.fromEntries(
      (modelOf(run)?.verdicts ?? [])
        .filter(({ check, host }) => host === 'n002' && checks.includes(check))
        .map(({ check, status }) => [check, status]),
    )

  test('without --fix nothing is changed', async () => {
    const found = outcomes(await preflight('--output', 'json'))
    expect(FIXED.filter((check) => !/warn|fail/.test(found[check] ?? ''))).toEqual([])
    expect(await picture()).toEqual(before)
  })

  test('what is wrong is shown, put right, looked at again, and goes back to the byte', async () => {
    const run = await preflight('--fix', '--output', 'json')
    expect(run.err).toContain('$ swapoff -a')
    expect(run.err).toContain('- /swap.img none swap sw,pri=5 0 0')
    expect(run.err).not.toContain('planted-pw')
    expect(
      modelOf(run)
        ?.fixes?.map(({ check, state }) => `${check} ${state}`)
        .sort(),
    ).toEqual(FIXED.map((check) => `${check} done`))
    expect(outcomes(run)).toEqual(Object.fromEntries(FIXED.map((check) => [check, 'pass'])))
    const rules = await shell('sudo ufw show added')
    expect(rules).toContain(`allow from ${lab.host('n001').address} to any port`)
    expect(rules).not.toMatch(/10\.42\.0\.0|Anywhere/)
    const back = await undo('--output', 'json')
    expect(back.code).toBe(0)
    expect(await picture()).toEqual(before)
    expect((await undo()).err).toContain('nothing to put back')
  })

  /** The command as a process of its own, in a terminal where `answer` is typed at its question. */
  function command(args: readonly string[], { onText = (_: string, __: () => void) => {}, terminal = false } = {}) {
    const words = [process.execPath, MAIN, 'preflight', ...args]
    const child = terminal
      ? spawn('script', ['-qefc', words.map((word) => `'${word}'`).join(' '), '/dev/null'])
      : spawn(process.execPath, words.slice(1))
    let text = ''
    const ended = Promise.withResolvers<{ code: number | null; text: string }>()
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        text += chunk
        onText(text, () => child.kill('SIGKILL'))
      })
    child.on('close', (code) => ended.resolve({ code, text }))
    return { child, ended: ended.promise }
  }

  /** Types `answer` once, when it is asked. */
  const answered = async (answer: string) => {
    let asked = false
    const run = command(['--fix', ...site, '--hosts', 'n002', '--checks', 'swap-active'], {
      terminal: true,
      onText: (text) => {
        if (asked || !text.includes('[y/N]')) return
        asked = true
        run.child.stdin.write(`${answer}\n`)
      },
    })
    return (await run.ended).text
  }

  test('firewalld, too, lets in the nodes that need it and nobody else', async () => {
    await lab.fault('ufw', 'n002', 'off')
    await lab.fault('firewalld', 'n002', 'on')
    await expect.poll(() => shell('firewall-cmd --state 2>&1')).toContain('running')
    const was = await picture()
    const ports = ['matrix-udp-overlay', 'ports-between-hosts']
    const run = await preflight('--fix', '--output', 'json', '--checks', ports.join(','))
    expect(
      modelOf(run)
        ?.fixes?.map(({ check, state }) => `${check} ${state}`)
        .sort(),
    ).toEqual(ports.map((check) => `${check} done`))
    expect(outcomes(run, ports)).toEqual(Object.fromEntries(ports.map((check) => [check, 'pass'])))
    const rules = (await shell('firewall-cmd --list-rich-rules; firewall-cmd --zone=trusted --list-sources')).split(
      '\n',
    )
    expect(rules.filter((rule) => rule.trim() && !rule.includes(`"${lab.host('n001').address}"`))).toEqual([])
    expect((await undo()).code).toBe(0)
    expect(await picture()).toEqual(was)
    await lab.fault('firewalld', 'n002', 'off')
    await lab.fault('ufw', 'n002', 'on')
    before = await picture()
  })

  test('on a terminal it asks, and a no changes nothing', async () => {
    expect(await answered('n')).toContain('Nothing was changed.')
    expect(await picture()).toEqual(before)
    expect(await answered('y')).toContain('Put right')
    expect(await shell('cat /proc/swaps')).not.toContain('swap.img')
    await undo()
    expect(await picture()).toEqual(before)
  })

  test('killed in the middle, all of it can be taken back', async () => {
    const { ended } = command(['--fix', ...site, '--hosts', 'n002'], {
      onText: (text, kill) => text.includes('✓ n002') && kill(),
    })
    expect((await ended).code).toBeNull()
    expect(await picture()).not.toEqual(before)
    expect((await undo()).code).toBe(0)
    expect(await picture()).toEqual(before)
  })

  test('what somebody edited since is shown and not overwritten', async () => {
    await preflight('--fix', '--checks', 'swap-active,sysctl-ip-forward')
    await shell("cp -a /etc/fstab /root/fstab; echo '/dev/sdz /theirs ext4 defaults 0 0' >> /etc/fstab")
    const stopped = await undo()
    expect(stopped.code).toBe(1)
    expect(stopped.err).toContain('+/dev/sdz /theirs')
    expect(await shell('cat /etc/fstab')).toContain('/dev/sdz')
    expect((await undo('--keep-edited')).code).toBe(0)
    expect(await shell('cat /etc/fstab')).toContain('/dev/sdz')
    expect(await shell('cat /proc/swaps; ls /etc/sysctl.d')).toMatch(/swap\.img(?![\s\S]*astrago)/)
  })

  test('so are the other things that a lab host can have wrong', async () => {
    await shell(MORE_FAULTS)
    const pem = await shell(
      'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=lab -keyout /dev/null -days 2 2>/dev/null',
    )
    const more = { 'network.ntpServers': ['10.99.0.1'], 'registry.kind': 'existing', 'registry.ca': pem }
    const [gpuSite, was] = [await siteOf(['gpu'], more), await picture()]
    const asked = ['preflight', ...gpuSite, '--hosts', 'n002', '--checks', MORE_FIXED.join(','), '--output', 'json']
    const found = outcomes(await astrago(asked), MORE_FIXED)
    expect(MORE_FIXED.filter((check) => !/warn|fail/.test(found[check] ?? ''))).toEqual([])
    const run = await astrago([...asked, '--fix'])
    expect(outcomes(run, MORE_FIXED)).toEqual(Object.fromEntries(MORE_FIXED.map((check) => [check, 'pass'])))
    expect(await shell('cat /etc/hosts')).toContain(
      `10.9.9.9 old\n127.0.0.1 localhost\n${lab.host('n002').address} n002`,
    )
    expect(await shell('sysctl -n net.ipv4.ip_local_reserved_ports')).toBe('80,443,30000-32767\n')
    expect((await undo()).code).toBe(0)
    expect(await picture()).toEqual(was)
  })
})
