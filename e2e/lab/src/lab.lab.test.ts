import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groupsOf } from './cgroups.ts'
import { canRun, Lab } from './index.ts'
import { mountsBelow } from './mounts.ts'
import { listLabs } from './registry.ts'
import { attempt, poll } from './shell.ts'
import { sshArguments } from './ssh.ts'
import type { UserName } from './users.ts'

const able = await canRun()
const name = 'lab-test'
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const cli = (...args: string[]) => attempt(process.execPath, [MAIN, ...args], { timeoutMs: 120_000 })

/** Whatever of the lab with this number the machine still carries. */
async function remainsOf(index: number, folder: string): Promise<string[]> {
  const namespaces = (await attempt('ip', ['netns', 'list'])).stdout.split('\n')
  const mounts = mountsBelow(await readFile('/proc/self/mountinfo', 'utf8'), folder)
  const links = (await attempt('ip', ['-brief', 'link', 'show', `al${index}`])).stdout
  const loops = (await attempt('losetup', ['--list', '--noheadings', '--output', 'BACK-FILE'])).stdout.split('\n')
  const paths = [folder, ...groupsOf('hybrid', index), ...groupsOf('v2', index)]
  const there = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => path,
        () => '',
      ),
    ),
  )
  return [
    ...namespaces.filter((line) => new RegExp(`^al${index}\\b`).test(line)),
    ...mounts,
    ...loops.filter((file) => file.startsWith(`${folder}/`)),
    links,
    ...there,
  ].filter(Boolean)
}

async function recordOf(lab: string) {
  const record = (await listLabs()).find((each) => each.name === lab)
  if (!record) throw new Error(`no record of ${lab}`)
  return record
}

describe.skipIf(!able.ok)(`a lab of three hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await Lab.up({ hosts: 3, name, look: { memoryGib: 64 } })
  })
  afterAll(() => lab?.down())

  const on = async (host: string, command: string, user: UserName = 'root') => {
    const { code, stdout, stderr } = await lab.ssh(host, command, { user })
    return `${code} ${stdout}${stderr}`
  }

  test('each host is a system of its own, with nothing broken', async () => {
    expect(lab.hosts.map((host) => host.name)).toEqual(['n001', 'n002', 'n003'])
    for (const host of lab.hosts) {
      expect(await on(host.name, 'hostname; cat /proc/1/comm; systemctl is-system-running --wait')).toBe(
        `0 ${host.name}\nsystemd\nrunning\n`,
      )
    }
    const ids = await Promise.all(lab.hosts.map((host) => on(host.name, 'cat /etc/machine-id')))
    expect(new Set(ids).size).toBe(3)
  })

  test('the fingerprint given is that of the key which sshd shows', async () => {
    for (const { address, hostKeyFingerprint } of lab.hosts) {
      const { stdout } = await attempt('ssh-keyscan', ['-t', 'ed25519', address])
      expect((await attempt('ssh-keygen', ['-l', '-f', '-'], { stdin: stdout })).stdout).toContain(hostKeyFingerprint)
    }
  })

  test('ops needs no password for sudo, admin does and has it, root needs none', async () => {
    expect(await on('n001', 'sudo -n id -u', 'ops')).toBe('0 0\n')
    expect(await on('n001', 'id -u')).toBe('0 0\n')
    const asAdmin = (stdin: string) =>
      lab.ssh('n001', "setpriv --reuid=admin --regid=admin --init-groups sudo -S -p '' id -u", { stdin })
    expect((await asAdmin(`${lab.users.admin.password}\n`)).stdout).toBe('0\n')
    expect((await asAdmin('wrong\n')).code).not.toBe(0)
  })

  test('a login of admin with the password is offered', async () => {
    const arguments_ = sshArguments(lab.host('n001').address, 'root').with(-1, `admin@${lab.host('n001').address}`)
    const { stderr } = await attempt('ssh', arguments_)
    expect(stderr).toContain('(publickey,password)')
  })

  test('only its owner can read the key', async () => {
    expect((await stat(lab.keyPath)).mode & 0o777).toBe(0o600)
  })

  test('a host shows the server of its profile', async () => {
    const shown = await on(
      'n001',
      "getconf _NPROCESSORS_ONLN; grep -c ^processor /proc/cpuinfo; free -g | awk '/Mem/{print $2}'; df -PT /var | awk 'NR==2{print $2, ($3 > 2e8)}'; stat -fc %T /sys/fs/cgroup; wc -l </proc/swaps",
    )
    expect(shown).toBe('0 8\n8\n62\next4 1\ncgroup2fs\n1\n')
  })

  test('a host can set what is its own and cannot touch what is the machine', async () => {
    const before = await readFile('/proc/sys/vm/max_map_count', 'utf8')
    expect(await on('n001', 'sysctl -w vm.max_map_count=777777 net.ipv4.ip_forward=1')).toMatch(/^0 /)
    expect(await readFile('/proc/sys/vm/max_map_count', 'utf8')).toBe(before)
    expect(await on('n001', 'sysctl -w kernel.printk_ratelimit=99')).not.toMatch(/^0 /)
    expect(await on('n001', 'date -s 2020-01-01')).toContain('Operation not permitted')
    expect(await on('n001', 'mknod /dev/vda b 254 0 && head -c 1 /dev/vda')).toContain('Operation not permitted')
  })

  test('hosts reach each other by name, this machine by address, and nothing else', async () => {
    expect(await on('n001', 'ping -c 1 -W 2 n003')).toMatch(/^0 /)
    expect(await on('n001', `ping -c 1 -W 2 ${lab.machineAddress}`)).toMatch(/^0 /)
    expect(await on('n001', 'ping -c 1 -W 1 192.0.2.1')).not.toMatch(/^0 /)
    expect(await on('n001', 'time -p timeout 2 getent hosts nothing.example')).toMatch(/^2 /)
  })

  test('a reboot over SSH ends in a new boot with the files of before', async () => {
    const boot = await on('n002', 'echo kept >/var/tmp/file; echo kept >/etc/file; cat /proc/sys/kernel/random/boot_id')
    await on('n002', 'systemctl reboot')
    await poll(async () => ((await on('n002', 'true')).startsWith('0') ? undefined : true), 5_000)
    await lab.waitForSsh('n002')
    const after = await on('n002', 'cat /var/tmp/file /etc/file; cat /proc/sys/kernel/random/boot_id')
    expect(after).toMatch(/^0 kept\nkept\n/)
    expect(after).not.toContain(boot.slice(2))
    expect(await on('n002', 'free -g')).toContain(' 62 ')
  })

  test('a setting of the kernel lasts until the reboot, or as long as a file below /etc/sysctl.d says', async () => {
    const settings = 'sysctl -n vm.overcommit_memory vm.panic_on_oom'
    await on('n003', 'sysctl -w vm.overcommit_memory=1; echo vm.panic_on_oom=1 >/etc/sysctl.d/90-kubelet.conf')
    expect(await on('n003', settings)).toBe('0 1\n0\n')
    await lab.powerOff('n003')
    await lab.boot('n003')
    expect(await on('n003', settings)).toBe('0 0\n1\n')
  })

  test('a program of the machine can run in the network of the lab', async () => {
    const { stdout } = await lab.inNetwork('ip', ['-brief', 'address', 'show', 'br0'])
    expect(stdout).toContain('/24')
  })

  test('a second lab beside it is another network', async () => {
    const other = await Lab.up({ hosts: 1, name: `${name}-two`, prefix: 'node' })
    try {
      expect(other.host('node001').address).not.toBe(lab.host('n001').address)
      expect(await on('n001', `ping -c 1 -W 1 ${other.host('node001').address}`)).not.toMatch(/^0 /)
      expect(await on('n001', 'true')).toBe('0 ')
    } finally {
      await other.down()
    }
    expect(await on('n001', 'true')).toBe('0 ')
  })

  test('another process cannot take a lab that is in use, but can see it', async () => {
    const { code, stderr } = await cli('up', '1', '--name', name)
    expect([code, stderr]).toEqual([1, `lab: lab ${name} is used by process ${process.pid}; choose another name\n`])
    const shown = JSON.parse((await cli('list', '--json', '--name', name)).stdout)
    expect(shown).toMatchObject({
      hosts: [{ lab: name, name: 'n001', address: lab.host('n001').address, faults: {} }, {}, {}],
      users: [{ name: 'ops' }, { name: 'admin' }, { name: 'root' }],
      keyPath: lab.keyPath,
    })
  })

  test('down leaves nothing, and again does nothing', async () => {
    const { index, folder } = await recordOf(name)
    expect((await remainsOf(index, folder)).length).toBeGreaterThan(10)
    await lab.down()
    expect(await remainsOf(index, folder)).toEqual([])
    await lab.down()
  })
})

describe.skipIf(!able.ok)('after a killed process', () => {
  test.each([50, 300, 700])('an `up` that ended after %i ms leaves nothing that `down` does not find', async (ms) => {
    const killed = `${name}-killed`
    const up = spawn(process.execPath, [MAIN, 'up', '4', '--name', killed], { stdio: 'ignore' })
    await poll(async () => (await listLabs()).find((lab) => lab.name === killed), 30_000)
    await new Promise((resolve) => setTimeout(resolve, ms))
    up.kill('SIGKILL')
    await once(up, 'exit')
    const { index, folder } = await recordOf(killed)
    expect(await cli('down', '--name', killed)).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await remainsOf(index, folder)).toEqual([])
  })

  test('a lab whose process is gone gives way to the next of its name', async () => {
    const script = `import { Lab } from '${new URL('./index.ts', import.meta.url).href}'
      await Lab.up({ hosts: 1, name: '${name}-gone' })
      process.kill(process.pid, 'SIGKILL')`
    await attempt(process.execPath, ['--input-type=module', '-e', script])
    const gone = await recordOf(`${name}-gone`)
    const lab = await Lab.up({ hosts: 1, name: `${name}-gone` })
    expect((await recordOf(`${name}-gone`)).id).not.toBe(gone.id)
    expect((await lab.ssh('n001', 'true')).code).toBe(0)
    await lab.down()
    expect(await remainsOf(gone.index, join(gone.folder))).toEqual([])
  })
})

const hybrid = await access('/sys/fs/cgroup/unified').then(
  () => true,
  () => false,
)

describe.skipIf(!able.ok || !hybrid)(
  'on a machine with cgroups v2 alone (here: in a mount namespace that shows only these)',
  () => {
    test('a host boots, cannot make device nodes, and goes', async () => {
      const script = `
        lab() { "$NODE" "$MAIN" "$@" --name ${name}-v2 2>&1; }
        mount --bind /sys/fs/cgroup/unified /sys/fs/cgroup
        lab up 1 --prefix vtwo >/dev/null
        lab ssh vtwo001 'systemctl is-system-running --wait; mknod /dev/vda b 254 0'
        ls -d /sys/fs/cgroup/astrago-lab/*/vtwo001/run/payload >/dev/null && echo in its own group
        lab fault sudo-denied on vtwo001 && echo entered
        lab down
        ls -d /sys/fs/cgroup/astrago-lab/*/vtwo001 2>/dev/null || echo gone`
      const isolated = ['--mount', '--propagation=private', 'sh', '-c', script]
      const env = { ...process.env, NODE: process.execPath, MAIN }
      const { stdout } = await attempt('unshare', isolated, { env })
      expect(stdout).toBe('running\nmknod: /dev/vda: Operation not permitted\nin its own group\nentered\ngone\n')
    })
  },
)
