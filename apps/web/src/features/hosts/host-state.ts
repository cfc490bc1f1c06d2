import type { HostView, Problem } from '@astrago/contracts'
import type { FieldId } from '@astrago/exchange-form'
import type { Tone } from '../../parts/Status.tsx'
import type { HOST_STATES } from '../../texts/hosts.ts'

export type HostState = keyof typeof HOST_STATES

export const HOST_TONES: Record<HostState, Tone> = {
  ready: 'pass',
  offered: 'warn',
  changed: 'fail',
  failed: 'fail',
  unseen: 'unknown',
}

/** What a reader must know of a host first: its key before its reach. */
export function hostState({ key, reached, problem }: Pick<HostView, 'key' | 'reached' | 'problem'>): HostState {
  if (key.state === 'changed' || key.state === 'offered') return key.state
  if (reached) return 'ready'
  return reached === false || problem ? 'failed' : 'unseen'
}

/** The answer that a host's problem is about: who logs in and how, or where the host is. */
export function fieldOf({ code }: Problem): FieldId {
  if (code === 'HOST_SUDO_FAILED') return 'accounts.sudo'
  if (/^HOST_(AUTH|LOGIN|PASSWORD)/.test(code)) return 'accounts.sshUser'
  return 'resources.nodes'
}

/** How many hosts are in each state, and all of them as `n`. */
export function countHosts(hosts: readonly HostView[]): Record<HostState | 'n', number> {
  const counts = { n: hosts.length, ready: 0, offered: 0, changed: 0, failed: 0, unseen: 0 }
  for (const host of hosts) counts[hostState(host)] += 1
  return counts
}

/** The file with the public key that a server of OpenSSH offers, by the type of the key. */
export function keyFile(type: string | null): string {
  const kind = type?.includes('ecdsa') ? 'ecdsa' : type?.includes('rsa') ? 'rsa' : 'ed25519'
  return `/etc/ssh/ssh_host_${kind}_key.pub`
}
