import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Lab } from '@astrago/lab'
import PQueue from 'p-queue'

const run = promisify(execFile)

/** Runs `script` on all hosts by OpenSSH's client, `concurrency` at once, with its cheapest key exchange. */
export async function byOpenSsh(lab: Lab, folder: string, script: string, concurrency: number): Promise<void> {
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=no', `UserKnownHostsFile=${join(folder, 'known')}`]
  const all = [...options, 'LogLevel=ERROR', 'KexAlgorithms=curve25519-sha256'].flatMap((option) => ['-o', option])
  const queue = new PQueue({ concurrency })
  await queue.addAll(
    lab.hosts.map(
      ({ address }) =>
        () =>
          one(
            ['-F', '/dev/null', '-i', lab.keyPath, ...all, `root@${address}`, script === '' ? 'true' : 'sh -s'],
            script,
          ),
    ),
  )
}

function one(args: string[], script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh', args, { stdio: ['pipe', 'pipe', 'inherit'] })
    let bytes = 0
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    const good = (code: number | null): boolean => code === 0 && (script === '' || bytes > 0)
    child.on('close', (code) => (good(code) ? resolve() : reject(new Error(`ssh ended with ${code}`))))
    child.stdin.end(script)
  })
}

/** `warm`: a run finds the connections of the one before it; else each opens its own, and keeps them for itself. */
type AnsibleOptions = { forks: number; pipelining: boolean; warm: boolean }

/** A way to call Ansible on the first `count` hosts of a lab, with files and a home of its own. */
export function ansibleFor(lab: Lab, folder: string, count: number, options: AnsibleOptions) {
  const inventory = join(folder, 'inventory')
  const hosts = lab.hosts.slice(0, count)
  writeFileSync(inventory, hosts.map(({ name, address }) => `${name} ansible_host=${address}\n`).join(''))
  writeFileSync(join(folder, 'ansible.cfg'), `[defaults]\n[ssh_connection]\npipelining = ${options.pipelining}\n`)
  const env = {
    ...process.env,
    ANSIBLE_CONFIG: join(folder, 'ansible.cfg'),
    ANSIBLE_HOST_KEY_CHECKING: 'False',
    ANSIBLE_SSH_ARGS: `-F /dev/null -o ControlMaster=auto -o ControlPersist=${options.warm ? 300 : 10}s -o KexAlgorithms=curve25519-sha256`,
    HOME: folder,
  }
  const common = ['-i', inventory, '-u', 'root', '--private-key', lab.keyPath, '-f', String(options.forks)]
  return async (program: 'ansible' | 'ansible-playbook', args: readonly string[]): Promise<void> => {
    const sockets = options.warm ? folder : mkdtempSync(join(folder, 'c-'))
    const own = { ...env, ANSIBLE_SSH_CONTROL_PATH_DIR: join(sockets, 'cp') }
    await run(program, [...common, ...args], { env: own, maxBuffer: 64 * 2 ** 20 })
  }
}
