import { readFile } from 'node:fs/promises'
import { type CgroupLayout, groupsOf, processesIn } from './cgroups.ts'
import type { LabRecord } from './registry.ts'
import { LabError, run } from './shell.ts'

const CAPABILITIES = 41 // capability.h: CAP_CHOWN is 0, CAP_CHECKPOINT_RESTORE is 40

/** The capabilities that a set given as hexadecimal (proc(5), CapBnd) lacks, as setpriv wants them named. */
export function capabilitiesNotIn(hex: string): string[] {
  const set = BigInt(`0x${hex}`)
  const numbers = Array.from({ length: CAPABILITIES }, (_, number) => number)
  return numbers.filter((number) => ((set >> BigInt(number)) & 1n) === 0n).map((number) => `cap_${number}`)
}

/**
 * Runs a shell script as root inside a running host, for faults that may have cut its network or its sshd.
 * A plain nsenter would keep the machine's capabilities, and `date -s` or `reboot` would hit the machine: so all
 * that the host itself lacks are dropped first. Everything else goes through ssh.
 */
export async function enter(lab: LabRecord, host: string, layout: CgroupLayout, script: string): Promise<string> {
  const leader = await leaderOf(lab, host, layout)
  const lacking = capabilitiesNotIn(leader.capabilities).map((name) => `-${name}`)
  const namespaces = ['--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--root', '--wd']
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' }
  const inside = ['nsenter', `--target=${leader.pid}`, ...namespaces, '--', 'sh', '-e', '-s']
  return run('setpriv', [`--bounding-set=${lacking.join(',')}`, ...inside], { stdin: script, env })
}

/** The host's process 1, as the machine sees it. */
export async function leaderOf(lab: LabRecord, host: string, layout: CgroupLayout) {
  const pids = await processesIn(groupsOf(layout, lab.index, host, 'run')[0] ?? '')
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    if (/^NSpid:\t\d+\t1$/m.test(status)) return { pid, capabilities: /^CapBnd:\t(\w+)$/m.exec(status)?.[1] ?? '0' }
  }
  throw new LabError(`host ${host} of lab ${lab.name} does not run`)
}
