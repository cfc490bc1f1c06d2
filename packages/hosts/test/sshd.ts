import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { HostKey, SshTarget } from '../src/index.ts'

const SSHD = '/usr/sbin/sshd'

/** Why an sshd of the test's own cannot run here; empty when it can. */
export const noSshd = existsSync(SSHD) ? '' : `${SSHD} is missing (Debian package openssh-server)`

export type TestSshd = {
  folder: string
  target: SshTarget
  key(type: KeyType): HostKey
  /** Ends the server and every connection to it, as a crash would. */
  stop(): Promise<void>
}
type KeyType = 'ed25519' | 'ecdsa' | 'rsa'

/** A real OpenSSH server on a free loopback port, for the user who runs the test, with keys and settings of its own. */
export async function startSshd(settings: string[] = [], keys: KeyType[] = ['ed25519']): Promise<TestSshd> {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-sshd-'))
  for (const type of keys) makeKey(join(folder, `host_${type}`), type)
  makeKey(join(folder, 'login'), 'ed25519')
  const port = await freePort()
  const config = [
    ...settings,
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    ...keys.map((type) => `HostKey ${folder}/host_${type}`),
    `AuthorizedKeysFile ${folder}/login.pub`,
    'PermitRootLogin yes',
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    'MaxStartups 100',
    // Bash then takes the login for a nested shell and leaves the tester's own .bashrc alone.
    'SetEnv SHLVL=2',
  ]
  writeFileSync(join(folder, 'sshd_config'), config.join('\n'))
  // As root, sshd insists on its empty folder for privilege separation.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const server = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'sshd_config')], { detached: true, stdio: 'ignore' })
  await listening(port)
  return {
    folder,
    target: {
      name: 'own-sshd',
      address: '127.0.0.1',
      port,
      user: userInfo().username,
      auth: { kind: 'key', privateKey: readFileSync(join(folder, 'login'), 'utf8') },
      sudo: { kind: 'root' },
    },
    key: (type) => fingerprint(join(folder, `host_${type}.pub`)),
    stop: async () => {
      for (const pid of [...childrenOf(server.pid), server.pid]) endProcess(pid)
      await delay(50)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function makeKey(file: string, type: KeyType, passphrase = '', ...more: string[]): void {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', file, ...more])
}

function fingerprint(file: string): HostKey {
  const [, printed = ''] = execFileSync('ssh-keygen', ['-l', '-f', file], { encoding: 'utf8' }).split(' ')
  return { type: readFileSync(file, 'utf8').split(' ')[0] ?? '', fingerprint: printed }
}

/** The per-connection processes of sshd put themselves into sessions of their own. */
function childrenOf(pid: number | undefined): number[] {
  const listing = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = listing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([child, parent]) => (child && parent === pid ? [child, ...childrenOf(child)] : []))
}

function endProcess(pid: number | undefined): void {
  try {
    if (pid) process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket
        .once('data', () => {
          socket.destroy()
          resolve(true)
        })
        .once('error', () => resolve(false))
    })
    if (open) return
    await delay(50)
  }
  throw new Error('the test sshd does not answer')
}
