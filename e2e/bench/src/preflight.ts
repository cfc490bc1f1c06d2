import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connectSsh } from '@astrago/hosts'
import { Lab } from '@astrago/lab'
import { PROBE_SCRIPT, type PreflightInput, runPreflight } from '@astrago/preflight'
import { median, round } from './stats.ts'

const HOSTS = 20
const ROUNDS = 5
const run = promisify(execFile)

/**
 * The passive probe over 20 hosts, parsed and judged, against parallel OpenSSH that runs the same script, and against
 * Ansible's setup module with a cold cache; the three take turns, the middle of five rounds counts.
 */
export async function benchPreflight(say: (line: string) => void): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-bench-preflight-'))
  const lab = await Lab.up({ hosts: HOSTS, name: 'bench-preflight', say })
  try {
    const contenders = { ours: ourProbe(lab), openssh: opensshProbe(lab, folder), ansible: ansibleSetup(lab, folder) }
    const times = { ours: [] as number[], openssh: [] as number[], ansible: [] as number[] }
    for (let i = 0; i < ROUNDS; i++)
      for (const name of ['ours', 'openssh', 'ansible'] as const) {
        const start = performance.now()
        await contenders[name]()
        times[name].push((performance.now() - start) / 1000)
        say(`${name} ${round(times[name].at(-1) ?? 0)} s`)
      }
    const seconds = median(times.ours)
    return {
      hosts: HOSTS,
      seconds: round(seconds),
      vsOpenssh: round(seconds / median(times.openssh)),
      vsAnsible: round(seconds / median(times.ansible)),
    }
  } finally {
    await lab.down()
    rmSync(folder, { recursive: true, force: true })
  }
}

function ourProbe(lab: Lab): () => Promise<void> {
  const privateKey = readFileSync(lab.keyPath, 'utf8')
  const hosts = new Map(lab.hosts.map((host) => [host.name, host]))
  const input: PreflightInput = {
    site: { profile: 'air-gapped', distribution: 'rke2', kubernetes: null },
    answers: {},
    nodes: lab.hosts.map(({ name, address }) => ({ name, address, roles: ['worker'] })),
    ports: [],
  }
  return async () => {
    const { records } = await runPreflight({
      input,
      transport: 'ssh',
      concurrency: HOSTS,
      open: (name) => {
        const { address = '', hostKeyFingerprint: fingerprint = '' } = hosts.get(name) ?? {}
        const target = {
          name,
          address,
          port: 22,
          user: 'root',
          auth: { kind: 'key', privateKey },
          sudo: { kind: 'root' },
        } as const
        return connectSsh(target, { pinned: { type: 'ssh-ed25519', fingerprint } })
      },
    })
    const silent = records.filter(({ access }) => !access.connected)
    if (records.length !== HOSTS || silent.length > 0) throw new Error(`${silent.length} hosts gave no answer`)
  }
}

function opensshProbe(lab: Lab, folder: string): () => Promise<void> {
  const options = [
    ...['-F', '/dev/null', '-i', lab.keyPath, '-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=no'],
    ...[
      '-o',
      `UserKnownHostsFile=${join(folder, 'known')}`,
      '-o',
      'LogLevel=ERROR',
      '-o',
      'KexAlgorithms=curve25519-sha256',
    ],
  ]
  return async () => {
    await Promise.all(lab.hosts.map(({ address }) => sshProbe([...options, `root@${address}`, 'sh -s'])))
  }
}

function sshProbe(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh', args, { stdio: ['pipe', 'pipe', 'inherit'] })
    let bytes = 0
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    child.on('close', (code) => (code === 0 && bytes > 0 ? resolve() : reject(new Error(`ssh ended with ${code}`))))
    child.stdin.end(PROBE_SCRIPT)
  })
}

function ansibleSetup(lab: Lab, folder: string): () => Promise<void> {
  const inventory = join(folder, 'inventory')
  writeFileSync(inventory, lab.hosts.map(({ name, address }) => `${name} ansible_host=${address}\n`).join(''))
  writeFileSync(join(folder, 'ansible.cfg'), '[defaults]\n')
  const env = {
    ...process.env,
    ANSIBLE_CONFIG: join(folder, 'ansible.cfg'),
    ANSIBLE_HOST_KEY_CHECKING: 'False',
    ANSIBLE_SSH_ARGS: '-F /dev/null -o ControlMaster=no -o KexAlgorithms=curve25519-sha256',
    HOME: folder,
  }
  const args = [
    '-i',
    inventory,
    'all',
    '-u',
    'root',
    '--private-key',
    lab.keyPath,
    '-f',
    String(HOSTS),
    '-m',
    'setup',
    '-o',
  ]
  return async () => {
    await run('ansible', args, { env, maxBuffer: 64 * 2 ** 20 })
  }
}
