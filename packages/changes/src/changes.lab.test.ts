import { readFile } from 'node:fs/promises'
import { AppError } from '@astrago/contracts'
import { connectSsh, type Host, scanHostKey } from '@astrago/hosts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Change, wholeFile } from './change.ts'
import { openPorts } from './firewall/open-ports.ts'
import type { Opening } from './firewall/openings.ts'
import { hold, isHeld } from './hold.ts'
import { setKernel } from './kernel-settings.ts'
import { ledgerOf } from './ledger/file.ts'
import { loadModules } from './modules.ts'
import { PICTURE } from './picture.testing.ts'
import { type ReleaseOptions, release } from './release.ts'
import { swapOff } from './swap.ts'

const able = await canRun()
const { signal } = new AbortController()
const FIX = { owner: 'fix', what: 'a' } as const
const INSTALL = { owner: 'install', what: 'b' } as const
const HOSTS_LINE: Change = { kind: 'edit', name: '/etc/hosts', edit: (text) => withLine(text ?? '', '10.9.9.9 added') }
const UNIT: Change = { kind: 'unit', name: 'cron-like.service', wanted: 'enabled active' }

/** The parts of the picture that one set of changes touches. */
const GLIMPSE = `sha256sum /etc/fstab /etc/hosts; stat -c '%n %a %u:%g %Y' /etc/fstab /etc/hosts; cat /proc/swaps; ls -d /sys/module/vxlan
  systemctl is-enabled cron-like; systemctl is-active cron-like; find /etc/systemd/system | sort; find /var/lib/astrago | sort`

const withLine = (text: string, line: string): string => (text.includes(line) ? text : `${text}${line}\n`)

const OPENINGS: Opening[] = [
  { source: '10.99.0.250', protocol: 'tcp', ports: [{ first: 6443, last: 6443 }] },
  { source: '10.42.0.0/16', protocol: 'tcp', ports: [{ first: 1, last: 65535 }] },
  { source: '10.99.0.250', protocol: 'icmp-echo' },
  { source: '10.99.0.250', protocol: 'ipip' },
]

const RECIPES: Record<string, Change[]> = {
  swap: swapOff(),
  modules: loadModules('/etc/modules-load.d/ours.conf', ['vxlan', 'ip_vs']),
  sysctl: setKernel('/etc/sysctl.d/zz-ours.conf', [
    { key: 'net.ipv4.ip_forward', value: 1 },
    { key: 'fs.inotify.max_user_instances', value: 8192, least: true },
  ]),
  'a new file in new folders': [wholeFile('/etc/ours/deep/er.conf', 'x\n', 0o600)],
  'a line in a file': [HOSTS_LINE],
  'a unit': [UNIT],
}

describe.skipIf(!able.ok)('changes of real hosts', () => {
  let lab: Lab
  let host: Host
  let lines: string[] = []

  const connect = async (name: string): Promise<Host> => {
    const { address, port } = lab.host(name)
    const privateKey = await readFile(lab.keyPath, 'utf8')
    const pinned = await scanHostKey(address, port, 10_000)
    const auth = { kind: 'key', privateKey } as const
    return connectSsh({ name, address, port, user: 'ops', auth, sudo: { kind: 'nopasswd' } }, { pinned })
  }
  const context = (on: Host = host) => ({ host: on, signal, log: (text: string) => void lines.push(text) })
  const picture = async (): Promise<string[]> => (await lab.ssh(host.name, PICTURE)).stdout.split('\n')
  const shell = async (command: string): Promise<string> => (await lab.ssh(host.name, command)).stdout.trim()
  const reboot = async (): Promise<void> => {
    await lab.powerOff('n001')
    await lab.boot('n001')
    await lab.waitForSsh('n001')
  }
  const letGoOfAll = async (options?: ReleaseOptions) => {
    for (const holder of [FIX, INSTALL]) await release(context(), holder, options)
  }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 1, name: 'changes' })
    host = await connect('n001')
    // EUC-KR in a comment: bytes that are no UTF-8 must come through.
    await shell(`printf '# root \\xb7\\xe7\\xc6\\xae\\n/swap.img none swap sw,pri=5 0 0\\nUUID=a / ext4 defaults 0 1\\n' > /etc/fstab
      chmod 640 /etc/fstab; touch -d '2020-01-02 03:04:05' /etc/fstab /etc/hosts; swapon -a; modprobe -r vxlan; modprobe -r ip_vs; sysctl -w net.ipv4.ip_forward=0
      printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target graphical.target\\n' > /etc/systemd/system/cron-like.service
      systemctl daemon-reload`)
  })
  afterEach(async () => {
    await letGoOfAll({ keepEdited: true })
    lines = []
  })
  afterAll(async () => {
    await host?.close()
    await lab?.down()
  })

  test.each(Object.entries(RECIPES))('%s: made, asked, and put back to the byte', async (_, changes) => {
    const before = await picture()
    expect(await isHeld(context(), changes, FIX)).toBe(false)
    await hold(context(), changes, FIX)
    expect(await isHeld(context(), changes, FIX)).toBe(true)
    expect(await picture()).not.toEqual(before)
    const once = await picture()
    await hold(context(), changes, FIX)
    expect(await picture()).toEqual(once)
    await release(context(), FIX)
    expect(await picture()).toEqual(before)
  })

  test('what is so by itself is not ours, and stays when it is let go of', async () => {
    await shell('sysctl -w net.ipv4.ip_forward=1')
    const changes: Change[] = [{ kind: 'sysctl', name: 'net.ipv4.ip_forward', wanted: '1' }]
    expect(await isHeld(context(), changes, FIX)).toBe(true)
    await hold(context(), changes, FIX)
    expect((await ledgerOf(host, signal)).entries).toEqual([])
    await release(context(), FIX)
    expect(await shell('sysctl -n net.ipv4.ip_forward')).toBe('1')
    await shell('sysctl -w net.ipv4.ip_forward=0')
  })

  test.each([
    ['the fix first', [FIX, INSTALL]],
    ['the installation first', [INSTALL, FIX]],
  ] as const)('what two need stays until both let go: %s', async (_, [first, second]) => {
    const before = await picture()
    const changes = [
      ...swapOff(),
      HOSTS_LINE,
      ...setKernel('/etc/sysctl.d/zz-a.conf', [{ key: 'net.ipv4.ip_forward', value: 1 }]),
    ]
    const others = [...swapOff(), ...setKernel('/etc/sysctl.d/zz-b.conf', [{ key: 'net.ipv4.ip_forward', value: 1 }])]
    await hold(context(), changes, FIX)
    expect(await isHeld(context(), others, INSTALL)).toBe(false)
    await hold(context(), others, INSTALL)
    await release(context(), first)
    const kept = second === FIX ? changes : others
    expect(await isHeld(context(), kept, second)).toBe(true)
    expect(await shell('sysctl -n net.ipv4.ip_forward')).toBe('1')
    await release(context(), second)
    expect(await picture()).toEqual(before)
  })

  test('what somebody edited since is shown and left; kept, it is ours no more', async () => {
    await hold(context(), [HOSTS_LINE, ...swapOff()], FIX)
    await shell("echo '10.1.1.1 theirs password=planted' >> /etc/hosts")
    await expect(release(context(), FIX)).rejects.toMatchObject({
      code: 'CHANGE_EDITED',
      details: { host: 'n001', params: { detail: '/etc/hosts' } },
    })
    expect(lines.join('\n')).toContain('+10.1.1.1 theirs password=••••')
    expect(await shell('cat /proc/swaps')).not.toContain('swap.img')
    await release(context(), FIX, { keepEdited: true })
    expect(await shell('cat /etc/hosts')).toContain('theirs')
    expect(await shell('cat /proc/swaps')).toContain('/swap.img')
    expect(await shell('ls /var/lib/astrago 2>/dev/null || echo none')).toBe('none')
    await shell("sed -i '/theirs/d; /added/d' /etc/hosts; touch -d '2020-01-02 03:04:05' /etc/hosts")
  })

  test('an edit by hand does not become ours when a second holder comes', async () => {
    await hold(context(), swapOff(), FIX)
    await shell("echo '/dev/sdz /data ext4 defaults 0 0' >> /etc/fstab")
    await hold(context(), swapOff(), INSTALL)
    await shell("echo '/more none swap sw 0 0' >> /etc/fstab")
    await hold(context(), swapOff(), INSTALL)
    expect(await shell('cat /etc/fstab')).toContain('# astrago swap off: /more')
    await release(context(), INSTALL)
    await expect(release(context(), FIX)).rejects.toMatchObject({ code: 'CHANGE_EDITED' })
    await release(context(), FIX, { keepEdited: true })
    expect(await shell('cat /etc/fstab')).toContain('/dev/sdz')
    await shell(`printf '/swap.img none swap sw,pri=5 0 0\\n' > /etc/fstab; touch -d '2020-01-02 03:04:05' /etc/fstab`)
  })

  test('after a reboot all is still in force, and goes back', async () => {
    const changes = [...swapOff(), ...(RECIPES.sysctl ?? []), ...(RECIPES.modules ?? []), UNIT]
    await reboot()
    const before = await picture()
    await hold(context(), changes, FIX)
    await reboot()
    expect(await isHeld(context(), changes, FIX)).toBe(true)
    await release(context(), FIX)
    expect(await picture()).toEqual(before)
  })

  test.each(['ufw', 'firewalld'] as const)('rules of %s go back with the files of the tool', async (tool) => {
    await lab.fault(tool, 'n001', 'on')
    try {
      const before = await picture()
      const changes = openPorts(tool, OPENINGS, 'public')
      await hold(context(), changes, FIX)
      expect(await isHeld(context(), changes, FIX)).toBe(true)
      await hold(context(), changes.slice(0, 1), INSTALL)
      await release(context(), FIX)
      expect(await isHeld(context(), changes.slice(0, 1), INSTALL)).toBe(true)
      expect(await isHeld(context(), changes, FIX)).toBe(false)
      await release(context(), INSTALL)
      expect(await picture()).toEqual(before)
    } finally {
      await lab.fault(tool, 'n001', 'off')
    }
  })

  test('cut off at any command, it can be gone on with and taken back', async () => {
    const changes: Change[] = [...swapOff(), { kind: 'module', name: 'vxlan', wanted: 'loaded' }, HOSTS_LINE, UNIT]
    await shell('modprobe -r vxlan')
    const before = await picture()
    const glimpse = await shell(GLIMPSE)
    let cut = 0
    while (await isBroken(() => hold(context(dying(host, cut)), changes, FIX))) {
      const goesOn = cut % 2 === 1
      if (goesOn) await hold(context(), changes, FIX)
      expect(await isHeld(context(), changes, FIX)).toBe(goesOn)
      for (let late = 0; await isBroken(() => release(context(dying(host, late)), FIX)); late += 4);
      expect(await shell(GLIMPSE), `cut at ${cut}`).toBe(glimpse)
      cut++
    }
    await release(context(), FIX)
    expect(await picture()).toEqual(before)
    expect(cut).toBeGreaterThan(15)
  })

  test.each([
    ['in the middle', "sed -i '/^etcd:/d' /etc/passwd /etc/shadow"],
    ['behind the removal', 'userdel etcd'],
  ])(
    'taking an account back that is cut off %s goes on to the byte, with the times of the account files',
    async (_, done) => {
      const before = await picture()
      await hold(context(), [{ kind: 'user', name: 'etcd', wanted: 'present' }], FIX)
      expect(await isBroken(() => release(context(cutBehind(host, 'userdel', done)), FIX))).toBe(true)
      expect(await picture()).not.toEqual(before)
      await release(context(), FIX)
      expect(await picture()).toEqual(before)
    },
  )

  test('a ledger of a newer version, a damaged one, and one that another console just wrote are left alone', async () => {
    await hold(context(), [HOSTS_LINE], FIX)
    const path = '/var/lib/astrago/ledger.json'
    await shell(`cp ${path} /root/ledger; sed -i 's/"version":1/"version":2/' ${path}`)
    await expect(release(context(), FIX)).rejects.toMatchObject({ code: 'LEDGER_UNREADABLE' })
    await shell(`head -c 40 /root/ledger > ${path}`)
    await expect(hold(context(), swapOff(), FIX)).rejects.toMatchObject({ code: 'LEDGER_UNREADABLE' })
    await shell(`mv /root/ledger ${path}`)
    const meddler = { ...host, run: meddle(host, `echo ' ' >> ${path}`) } as Host
    await expect(hold(context(meddler), swapOff(), FIX)).rejects.toMatchObject({ code: 'LEDGER_MOVED' })
    expect(await shell('cat /proc/swaps')).toContain('/swap.img')
  })
})

/** The host with another console that runs a command behind the first question. */
function meddle(host: Host, command: string): Host['run'] {
  let asked = false
  return async (...args) => {
    const answer = await host.run(...args)
    if (!asked) await host.run(command, { sudo: true })
    asked = true
    return answer
  }
}

/** The host as seen by a console that dies after so many commands. */
function dying(host: Host, commands: number): Host {
  let left = commands
  const live =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left-- <= 0) throw new AppError('HOST_LOST', { host: host.name })
      return work(...args)
    }
  return { ...host, name: host.name, run: live(host.run.bind(host)), upload: live(host.upload.bind(host)) }
}

/** The host with a script that came as far as `done` when its console died. */
function cutBehind(host: Host, script: string, done: string): Host {
  const run: Host['run'] = async (command, options) => {
    if (!command.includes(script)) return host.run(command, options)
    await host.run(done, { sudo: true })
    throw new AppError('HOST_LOST', { host: host.name })
  }
  return { ...host, run }
}

const isBroken = (work: () => Promise<void>): Promise<boolean> =>
  work().then(
    () => false,
    (error: AppError) => {
      if (error.code !== 'HOST_LOST') throw error
      return true
    },
  )
