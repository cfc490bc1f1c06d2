import { describe, expect, test } from 'vitest'
import { parseFacts } from './facts/parse.ts'
import { FACT_KEYS, type Facts } from './facts/schema.ts'
import { fixture } from './fixture.ts'
import { judgeAll } from './judge.ts'
import { inputOf, nodeOf, recordOf } from './testing.ts'

/** Answers of the probe; the first line of each says where it was recorded, or from what it was written. */
const recorded = (name: string): string => fixture(`debian-12-lab-${name}`)

const absent = (facts: Facts): string[] => FACT_KEYS.filter((key) => 'absent' in facts[key])

function deviations(name: string, root: boolean, host: string, address: string): string[] {
  const { facts } = parseFacts(recorded(name))
  const { beginMs: sentAt, endMs: receivedAt } = 'value' in facts.clock ? facts.clock.value : { beginMs: 0, endMs: 0 }
  const record = { ...recordOf(host, {}, { root, sentAt, receivedAt }), facts }
  const input = inputOf({ nodes: [nodeOf(host, { address, roles: ['control-plane', 'worker'] })] })
  return judgeAll({ ...input, records: new Map([[host, record]]), reach: [], links: [] })
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ check, status, outcome }) => `${check} ${status} ${outcome}`)
    .sort()
}

describe('recorded answers', () => {
  test.each([
    ['root', []],
    ['user', ['timeSync', 'firewall', 'packetRules', 'kernelLog', 'account', 'heldFixes']],
    ['faults', []],
  ])('%s: whole, and only these facts are absent: %j', (name, missing) => {
    const { facts, complete } = parseFacts(recorded(name))
    expect(complete).toBe(true)
    expect(absent(facts).sort()).toEqual([...missing].sort())
  })

  // One machine as the whole cluster needs more than the lab shows: 8 cores, 32 GiB, 200 GiB.
  const SMALL = ['cpu-count warn few', 'disk-total-datadir warn few', 'role-counts pass single']
  // The lab's disk is a file of the machine, which is itself a virtual machine and keeps the time.
  const LAB = ['disk-rotational unknown not-collected', 'time-source pass unseen', 'virtualization-type pass vm']
  const FRESH = ['sysctl-inotify warn low', 'sysctl-ip-forward warn off']

  test('as root', () => {
    expect(deviations('root', true, 'n001', '10.99.1.11')).toEqual([...SMALL, ...LAB, ...FRESH].sort())
  })

  test('without root', () => {
    const unknown = [
      'account-password-expiry unknown no-root',
      'disk-kernel-errors unknown no-root',
      'forward-policy unknown no-root',
      'login-failures unknown no-root',
      'sudo-secure-path unknown no-root',
      'hardware-errors unknown no-root',
      'iptables-backend-mix unknown no-root',
      'kernel-stalls unknown no-root',
      'leftover-kubeconfig unknown no-root',
      'leftover-packet-rules unknown no-root',
      'time-ntp-synced unknown not-collected',
      'umask-root unknown no-root',
    ]
    expect(deviations('user', false, 'n002', '10.99.1.12')).toEqual(
      [...SMALL, ...LAB, ...FRESH, ...unknown, 'sudo-works fail denied'].sort(),
    )
  })

  test('with leftovers, firewalld and swap', () => {
    const faults = [
      'firewalld-active fail undecided',
      'forward-policy pass tool',
      'leftover-config-files warn found',
      'leftover-dirs fail data',
      'swap-active warn active',
    ]
    expect(deviations('faults', true, 'n001', '10.99.1.11')).toEqual([...SMALL, ...LAB, ...FRESH, ...faults].sort())
  })
})
