import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { inspect } from 'node:util'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectSsh, type Host, type HostKey, type SshTarget, type Sudo, scanHostKey } from './index.ts'

const able = await canRun()
const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex')
const hash = async (host: Host, path: string, sudo = false) =>
  (await host.run(`sha256sum ${path}`, { sudo })).stdout.split(' ')[0]

/** What ends a test that hangs; on a machine under load a login takes seconds. */
const LIMIT_MS = 15_000
/** Sooner than whatever would end by itself: sudo waits five minutes for a password, the kernel two for a connection. */
const SOON_MS = 40_000
const RESTARTS_SSHD = ['max-sessions-1', 'ssh-forwarding-off', 'password-login-off', 'host-key-changed']

/** An sshd that was told to read its settings again refuses for a moment, after it has answered once more. */
async function scanPatiently({ address, port }: SshTarget): Promise<HostKey> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const key = await scanHostKey(address, port, LIMIT_MS).catch(() => null)
    if (key) return key
    await delay(100)
  }
  return scanHostKey(address, port, LIMIT_MS)
}

describe.skipIf(!able.ok)(`SSH to real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let lab: Lab
  const open: Host[] = []
  beforeAll(async () => {
    lab = await Lab.up({ hosts: 3, name: 'hosts' })
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((host) => host.close()))
  })
  afterAll(() => lab?.down())

  const at = (name: string): Pick<SshTarget, 'name' | 'address' | 'port'> => {
    const { address, port } = lab.host(name)
    return { name, address, port }
  }
  const labKey = () => ({ kind: 'key' as const, privateKey: readFileSync(lab.keyPath, 'utf8') })
  const { password } = { password: 'Throw-away-1' }
  const admin = (name: string, sudo: Sudo = { kind: 'password', password }): SshTarget => ({
    ...at(name),
    user: 'admin',
    auth: { kind: 'password', password },
    sudo,
  })
  const ops = (name: string, sudo: Sudo = { kind: 'nopasswd' }): SshTarget => ({
    ...at(name),
    user: 'ops',
    auth: labKey(),
    sudo,
  })
  async function reach(target: SshTarget): Promise<Host> {
    const pinned = await scanPatiently(target)
    const host = await connectSsh(target, { pinned, connectTimeoutMs: LIMIT_MS })
    open.push(host)
    return host
  }
  async function withFault(fault: string, host: string, params: Record<string, string>, work: () => Promise<void>) {
    try {
      await lab.fault(fault, host, 'on', params)
      if (RESTARTS_SSHD.includes(fault)) await lab.waitForSsh(host)
      await work()
    } finally {
      await lab.fault(fault, host, 'off', params)
      if (RESTARTS_SSHD.includes(fault)) await lab.waitForSsh(host)
    }
  }

  test('the scanned fingerprint is the one of the host', async () => {
    const { address, port, hostKeyFingerprint } = lab.host('n001')
    expect((await scanHostKey(address, port, LIMIT_MS)).fingerprint).toBe(hostKeyFingerprint)
  })

  describe('sudo', () => {
    test.each(['password', 'nopasswd', 'password not needed'])('%s: root, with and without input', async (kind) => {
      const target =
        kind === 'password'
          ? admin('n001')
          : ops('n001', kind === 'nopasswd' ? { kind } : { kind: 'password', password })
      const host = await reach(target)
      expect(await host.run('id -u; echo err >&2; exit 3', { sudo: true })).toMatchObject({
        code: 3,
        stdout: '0\n',
        stderr: 'err\n',
      })
      expect(await host.run('id -u; cat', { sudo: true, stdin: 'first\nsecond' })).toMatchObject({
        stdout: '0\nfirst\nsecond',
        stderr: '',
      })
      expect(await host.run('cat', { sudo: true, stdin: '' })).toMatchObject({ code: 0, stdout: '' })
      expect((await host.run('id -un')).stdout.trim()).toBe(target.user)
    })

    test('megabytes of input behind a password arrive unchanged', async () => {
      const host = await reach(admin('n001'))
      const data = randomBytes(5_000_000)
      const { stdout } = await host.run('sha256sum', { sudo: true, stdin: Readable.from([data]) })
      expect(stdout).toBe(`${sha256(data)}  -\n`)
    })

    test('a script on standard input runs as root', async () => {
      const host = await reach(admin('n001'))
      const { stdout } = await host.run('sh', { sudo: true, stdin: 'id -u\nread -r x <<E\nhere\nE\necho "$x"\n' })
      expect(stdout).toBe('0\nhere\n')
    })

    test('a wrong password is told soon and tried once, also with input that does not end', async () => {
      const host = await reach(admin('n001', { kind: 'password', password: 'not it' }))
      const endless = new Readable({ read: () => {} })
      for (const stdin of [undefined, 'some\nlines\nof\ninput\n', endless]) {
        const started = Date.now()
        const error = await host.run('cat', { sudo: true, ...(stdin && { stdin }) }).catch((error: unknown) => error)
        expect(error).toMatchObject({
          code: 'HOST_SUDO_FAILED',
          details: { host: 'n001', params: { detail: expect.stringContaining('1 incorrect password attempt') } },
        })
        expect(inspect(error, { depth: 9 })).not.toContain('not it')
        expect(Date.now() - started).toBeLessThan(SOON_MS)
      }
    })

    test.each([
      ['sudo-denied', /not in the sudoers|not allowed|may not run/],
      ['sudo-requiretty', /must have a tty/],
    ])('%s is told with its reason', async (fault, detail) => {
      await withFault(fault, 'n002', {}, async () => {
        const host = await reach(admin('n002'))
        await expect(host.run('id', { sudo: true })).rejects.toMatchObject({
          code: 'HOST_SUDO_FAILED',
          details: { params: { detail: expect.stringMatching(detail) } },
        })
        // Without a password to check, sudo gives no better reason than that it wants one.
        const other = await reach(ops('n002'))
        await expect(other.run('id', { sudo: true })).rejects.toMatchObject({ code: 'HOST_SUDO_FAILED' })
      })
    })

    test('an account that was said to be root and is not', async () => {
      const host = await reach(ops('n001', { kind: 'root' }))
      await expect(host.run('id', { sudo: true })).rejects.toMatchObject({
        code: 'HOST_SUDO_FAILED',
        details: { params: { detail: 'the account is not root' } },
      })
    })

    test('the password is in no argument and no environment of the host', async () => {
      const host = await reach(admin('n001'))
      const input = new PassThrough()
      const running = host.run('echo begun >/run/begun; cat', { sudo: true, stdin: input })
      const look = "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -c -F Throw-away"
      const root = await reach({ ...ops('n001'), user: 'root', sudo: { kind: 'root' } })
      await expect.poll(async () => (await root.run('cat /run/begun')).stdout).toBe('begun\n')
      // Our own grep has the word in its arguments, with the brackets that keep it from finding itself.
      expect((await root.run(look.replace('Throw-away', 'Throw-awa[y]').replace('-F', '-e'))).stdout).toBe('0\n')
      input.end()
      expect(await running).toMatchObject({ code: 0 })
    })

    test('a timeout ends what runs as root, also what ignores TERM', async () => {
      const root = await reach({ ...ops('n001'), user: 'root', sudo: { kind: 'root' } })
      for (const target of [admin('n001'), ops('n001')]) {
        const host = await reach(target)
        const word = `30.${Date.now()}`
        const command = `trap '' TERM; timeout 60 sleep ${word} & while :; do sleep ${word}; done`
        await expect(host.run(command, { sudo: true, timeoutMs: 1_000 })).rejects.toMatchObject({
          code: 'HOST_TIMEOUT',
        })
        expect((await root.run(`ps -e -o args= | grep -F ${word} | grep -v grep`)).stdout).toBe('')
      }
    })
  })

  describe('logins that fail', () => {
    test('a wrong password is not in the error', async () => {
      const auth = { kind: 'password' as const, password: 'wrong-hunter2' }
      const error = await reach({ ...admin('n001'), auth }).catch((error: unknown) => error)
      expect(error).toMatchObject({ code: 'HOST_AUTH_FAILED', details: { host: 'n001', params: { user: 'admin' } } })
      expect(inspect(error, { depth: 9 })).not.toContain('hunter2')
    })

    test('a host that takes no password', async () => {
      await withFault('password-login-off', 'n002', {}, async () => {
        await expect(reach(admin('n002'))).rejects.toMatchObject({ code: 'HOST_AUTH_FAILED' })
      })
    })

    test('a host that asks for the password itself (keyboard-interactive only)', async () => {
      const root = await reach({ ...ops('n003'), user: 'root', sudo: { kind: 'root' } })
      const settings = '/etc/ssh/sshd_config.d/00-ask.conf'
      const content = 'PasswordAuthentication no\nKbdInteractiveAuthentication yes\n'
      await root.upload({ content }, settings)
      await root.run('systemctl restart ssh')
      await lab.waitForSsh('n003')
      expect((await (await reach(admin('n003'))).run('id -un')).stdout).toBe('admin\n')
      const wrong = { kind: 'password' as const, password: 'wrong' }
      await expect(reach({ ...admin('n003'), auth: wrong })).rejects.toMatchObject({ code: 'HOST_AUTH_FAILED' })
      await root.run(`rm ${settings}; systemctl restart ssh`)
      await lab.waitForSsh('n003')
    })

    test('a password that has expired', async () => {
      await withFault('password-expired', 'n002', {}, async () => {
        const login = reach(admin('n002')).then((host) => host.run('id'))
        await expect(login).rejects.toMatchObject({
          code: 'HOST_PASSWORD_EXPIRED',
          details: { params: { user: 'admin' } },
        })
      })
    })

    test('a host that does not answer', async () => {
      const pinned = await scanHostKey(lab.host('n003').address, 22, LIMIT_MS)
      await withFault('link-down', 'n003', {}, async () => {
        const started = Date.now()
        await expect(connectSsh(ops('n003'), { pinned, connectTimeoutMs: 2_000 })).rejects.toMatchObject({
          code: 'HOST_UNREACHABLE',
        })
        expect(Date.now() - started).toBeLessThan(SOON_MS)
      })
    })

    test.each([
      ['account', 'HOST_LOGIN_SLOW'],
      ['session', 'HOST_SESSION_SLOW'],
    ])('a login that is slow in the %s modules of PAM is told as that, with what was waited', async (stage, code) => {
      const pinned = await scanPatiently(ops('n002'))
      const echo = async (connectTimeoutMs: number) => {
        const host = await connectSsh(ops('n002'), { pinned, connectTimeoutMs })
        open.push(host)
        return host.run('echo here')
      }
      // Longer than the silence by which a host counts as lost.
      await withFault('login-slow', 'n002', { stage, seconds: '21' }, async () => {
        await Promise.all([
          expect(echo(10_000)).rejects.toMatchObject({ code, details: { params: { user: 'ops', seconds: 10 } } }),
          expect(echo(120_000)).resolves.toMatchObject({ stdout: 'here\n' }),
        ])
        const started = Date.now()
        await Promise.all(open.splice(0).map((host) => host.close()))
        expect(Date.now() - started).toBeLessThan(LIMIT_MS)
      })
    })

    test('a host with another key than before', async () => {
      const { address } = lab.host('n002')
      const pinned = await scanHostKey(address, 22, LIMIT_MS)
      await withFault('host-key-changed', 'n002', {}, async () => {
        const offered = await scanHostKey(address, 22, LIMIT_MS)
        await expect(connectSsh(admin('n002'), { pinned })).rejects.toMatchObject({
          code: 'HOST_KEY_CHANGED',
          details: { params: { pinned: pinned.fingerprint, offered: offered.fingerprint } },
        })
      })
    })
  })

  describe('a host that goes away', () => {
    test('a reboot loses what runs, and the next call connects again', async () => {
      const host = await reach(ops('n003'))
      const bootId = 'cat /proc/sys/kernel/random/boot_id'
      const before = (await host.run(bootId)).stdout
      await expect(host.run('reboot; sleep 60', { sudo: true })).rejects.toMatchObject({ code: 'HOST_LOST' })
      // Its sshd answers for a moment longer, and by another connection it shows when it is the next one.
      await expect.poll(async () => ['', before].includes((await lab.ssh('n003', bootId)).stdout)).toBe(false)
      const after = (await host.run(bootId)).stdout
      expect([after.length, after === before]).toEqual([before.length, false])
    })

    test('a cable that is pulled is noticed in some 20 s, and an upload goes on behind what arrived', async () => {
      const host = await reach(ops('n002'))
      const data = randomBytes(20_000_000)
      const arrived = async () => (await lab.ssh('n002', 'du -b /root/image.tar.partial-*')).stdout
      await withFault('slow-link', 'n002', { kbit: '8000' }, async () => {
        const uploading = host.upload({ content: data }, '/root/image.tar', { sudo: true })
        await expect.poll(arrived).toMatch(/^[1-9]/)
        await withFault('link-down', 'n002', {}, async () => {
          const started = Date.now()
          await expect(uploading).rejects.toMatchObject({ code: 'HOST_LOST', details: { host: 'n002' } })
          expect(Date.now() - started).toBeLessThan(SOON_MS)
        })
      })
      const { sent } = await host.upload({ content: data }, '/root/image.tar', { sudo: true })
      expect(sent).toBeGreaterThan(0)
      expect(sent).toBeLessThan(data.length)
      expect(await hash(host, '/root/image.tar', true)).toBe(sha256(data))
    })
  })

  test('what runs for a piece of work is ended by the next connection for it, and nothing else is', async () => {
    const pinned = await scanPatiently(ops('n001'))
    const root = await reach({ ...ops('n001'), user: 'root', sudo: { kind: 'root' } })
    const sleeps = async () => (await root.run("ps -e -o args= | grep '^sleep 9' | sort")).stdout.trim().split('\n')
    const ended: (readonly string[])[] = []
    const connect = async (target: SshTarget, name?: string) => {
      const work = name && { name, onEnded: (programs: readonly string[]) => ended.push(programs.toSorted()) }
      const host = await connectSsh(target, { pinned, ...(work && { work }) })
      open.push(host)
      return host
    }
    const first = await connect(admin('n001'), 'site-1')
    const begin = (host: Host, command: string) => host.run(command, { sudo: true }).catch((error: unknown) => error)
    const earlier = [
      begin(first, 'sleep 901; sleep 902'),
      begin(first, "trap '' TERM; setsid sleep 903 & sleep 904; sleep 905"),
    ]
    void begin(await connect(ops('n001'), 'site-12'), 'sleep 906')
    void begin(await connect(ops('n001')), 'sleep 907')
    await expect.poll(sleeps).toEqual(['sleep 901', 'sleep 903', 'sleep 904', 'sleep 906', 'sleep 907'])
    await connect(ops('n001'), 'site-1')
    expect(await sleeps()).toEqual(['sleep 906', 'sleep 907'])
    expect(ended).toEqual([['sh', 'sleep', 'sudo']])
    expect(await Promise.all(earlier)).toMatchObject([{ signal: 'SIGTERM' }, { signal: 'SIGKILL' }])
  })

  describe('upload', () => {
    test.each([20_000, 12_000_000])('%i bytes as root, with owner and mode', async (size) => {
      for (const target of [admin('n001'), ops('n001')]) {
        const host = await reach(target)
        const data = randomBytes(size)
        const path = `/etc/${target.user}-${size}`
        expect(await host.upload({ content: data }, path, { sudo: true, mode: 0o600 })).toEqual({ sent: size })
        expect((await host.run(`stat -c '%U %a %s' ${path}`)).stdout).toBe(`root 600 ${size}\n`)
        expect(await hash(host, path, true)).toBe(sha256(data))
        expect(await host.upload({ content: data }, path, { sudo: true, mode: 0o600 })).toEqual({ sent: 0 })
      }
    })

    test('a folder that only root may write is named', async () => {
      const host = await reach(ops('n001'))
      await expect(host.upload({ content: 'x' }, '/etc/x')).rejects.toMatchObject({
        code: 'HOST_UPLOAD_FAILED',
        details: { params: { path: '/etc/x', detail: expect.stringContaining('Permission denied') } },
      })
    })

    test('what does not fit on the disk is not begun', async () => {
      await withFault('disk-full', 'n002', {}, async () => {
        const host = await reach(ops('n002'))
        const upload = host.upload({ content: randomBytes(8_000_000) }, '/var/lib/image.tar', { sudo: true })
        await expect(upload).rejects.toMatchObject({
          code: 'HOST_DISK_FULL',
          details: { host: 'n002', params: { path: '/var/lib/image.tar' } },
        })
        expect((await host.run('ls /var/lib | grep image')).stdout).toBe('')
      })
    })

    test('a disk that fills up on the way is named, and what was sent is gone', async () => {
      const host = await reach(ops('n001'))
      await host.run('mkdir -p /mnt/small && mount -t tmpfs -o size=512k none /mnt/small', { sudo: true })
      const upload = host.upload({ content: randomBytes(900_000) }, '/mnt/small/file', { sudo: true })
      await expect(upload).rejects.toMatchObject({
        code: 'HOST_DISK_FULL',
        details: { params: { path: '/mnt/small/file' } },
      })
      expect((await host.run('ls -A /mnt/small; umount /mnt/small', { sudo: true })).stdout).toBe('')
    })
  })

  test('reach tells what the network between two hosts does', async () => {
    const host = await reach(ops('n001'))
    const { address } = lab.host('n002')
    expect(await host.reach(address, 22, LIMIT_MS)).toBe('open')
    expect(await host.reach(address, 6443, LIMIT_MS)).toBe('refused')
    await withFault('port-drop', 'n002', { port: '6443' }, async () => {
      expect(await host.reach(address, 6443, 1_000)).toBe('timeout')
    })
    expect(await host.reach('no-such-host.invalid', 22, LIMIT_MS)).toBe('unknown-name')
    await host.run('ip route add unreachable 203.0.113.0/24', { sudo: true })
    expect(await host.reach('203.0.113.1', 22, LIMIT_MS)).toBe('no-route')
    await withFault('ssh-forwarding-off', 'n001', {}, async () => {
      const later = await reach(ops('n001'))
      expect(await later.reach(address, 22, LIMIT_MS)).toBe('prohibited')
    })
  })

  test('with one session at a time, commands as root take turns and can be ended', async () => {
    await withFault('max-sessions-1', 'n002', {}, async () => {
      const host = await reach(admin('n002'))
      const results = await Promise.all([1, 2, 3].map((n) => host.run(`echo ${n}`, { sudo: true })))
      expect(results.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n'])
      await expect(host.run('sleep 77', { sudo: true, timeoutMs: 1_500 })).rejects.toMatchObject({
        code: 'HOST_TIMEOUT',
      })
      expect((await host.run("ps -e -o args= | grep '^sleep 77'")).stdout).toBe('')
    })
  })
})
