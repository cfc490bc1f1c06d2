import type { HostFacts } from '@astrago/changes'
import type { CheckId } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { type Given, judgeInputOf } from '../checks/cases/given.ts'
import { CASES } from '../checks/cases/index.ts'
import { checkInfos } from '../checks/index.ts'
import { judgeAll } from '../judge.ts'
import { UnknownReason } from '../unknown.ts'
import { FIXED } from './fix.ts'
import { FIXES } from './list/index.ts'
import { NO_FIX } from './no-fix.ts'
import { offersFor } from './offers.ts'

const LIVE: HostFacts = {
  firewall: 'ufw',
  zone: 'public',
  networkInterface: 'eth0',
  networkManager: true,
  seLinux: 'absent',
  seLinuxPolicy: false,
  limits: { 'fs.inotify.max_user_watches': '1048576', 'fs.file-max': '9223372036854775807' },
}

const FIREWALL: Given = {
  answers: { 'security.firewallPolicy': 'open-needed' },
  facts: { firewallServices: { ufw: true } },
}
const installed = { installed: true, enabled: false, active: false }
/** What a fix needs to be of help, besides the finding. */
const NEEDS: Partial<Record<CheckId, Given>> = {
  'time-ntp-synced': { facts: { units: { 'chrony.service': installed } } },
  'time-source': { answers: { 'network.ntpServers': ['10.20.0.53'] } },
  'nm-cloud-setup-enabled': { facts: { units: { 'nm-cloud-setup.timer': { ...installed, enabled: true } } } },
  'gpu-fabric-manager': {
    facts: {
      gpuHost: { fabricManager: '550.144.03' },
      units: { 'nvidia-fabricmanager.service': installed },
    },
  },
  'gpu-rdma-modules': { facts: { modules: { available: ['mlx5_core', 'ib_uverbs'] } } },
  'dns-hostname-resolves': { node: { address: '10.20.0.1' } },
  'selinux-mode': { answers: { 'security.selinux': 'permissive' } },
  'ports-between-hosts': FIREWALL,
  'matrix-udp-overlay': FIREWALL,
}

const givenOf = (check: CheckId, outcome: string, needs: Given = {}): Given => {
  const given = (CASES as Record<CheckId, Record<string, Given>>)[check][outcome] ?? {}
  return { ...given, ...needs, facts: { ...given.facts, ...needs.facts } }
}
const offersOf = (given: Given, check: CheckId) => {
  const input = judgeInputOf(given)
  const result = { verdicts: judgeAll(input, { only: [check] }), records: [...input.records.values()] }
  return offersFor(result, input).filter(({ host }) => host === 'n1')
}

const ALL = FIXES.flatMap(({ check, outcomes }) => outcomes.map((outcome): [CheckId, string] => [check, outcome]))

describe('the list of fixes', () => {
  test('names outcomes that their checks have and that are worth a fix, each once', () => {
    const severities = ALL.map(
      ([check, outcome]) => checkInfos().find(({ id }) => id === check)?.outcomes[outcome]?.severity,
    )
    expect(severities.filter((severity) => severity === undefined || severity === 'info')).toEqual([])
    expect(new Set(ALL.map(String)).size).toBe(ALL.length)
  })

  test.each(ALL)('%s: %s is offered with what changes', (check, outcome) => {
    const offers = offersOf(givenOf(check, outcome, NEEDS[check]), check)
    expect(offers).toHaveLength(1)
    expect(offers[0]?.changes(LIVE).length).toBeGreaterThan(0)
  })
})

test('every check that is said to have a fix has one', () => {
  expect([...new Set(FIXES.map(({ check }) => check))].sort()).toEqual([...FIXED].sort())
})

test('what is called informative has nothing that warns', () => {
  const severities = checkInfos()
    .filter(({ id }) => id in NO_FIX && NO_FIX[id as keyof typeof NO_FIX] === 'informative')
    .flatMap(({ outcomes }) => Object.entries(outcomes))
    .filter(([outcome]) => !UnknownReason.safeParse(outcome).success)
    .map(([, { severity }]) => severity)
  expect(new Set(severities)).toEqual(new Set(['info']))
})

test.each<[CheckId, string, string]>([
  ['sysctl-inotify', 'low', 'fs.inotify.max_user_instances = 8192\nfs.inotify.max_user_watches = 1048576\n'],
  ['limit-nofile', 'process', 'fs.nr_open = 1048576\nfs.file-max = 9223372036854775807\n'],
])('%s: what raises one limit does not lower another at the next boot', (check, outcome, content) => {
  const [offer] = offersOf(givenOf(check, outcome, NEEDS[check]), check)
  expect(offer?.changes(LIVE).map((change) => 'content' in change && String(change.content))).toContain(content)
})

describe('what is not offered', () => {
  test('a fix of what passes, or on a host where we are not root', () => {
    expect(offersOf({}, 'swap-active')).toEqual([])
    const swap = givenOf('swap-active', 'active')
    expect(offersOf(swap, 'swap-active')).toHaveLength(1)
    expect(offersOf({ ...swap, access: { root: false } }, 'swap-active')).toEqual([])
  })

  test.each([undefined, 'managed-by-customer', 'none'] as const)('a firewall whose policy is %s', (policy) => {
    const answers = policy ? { 'security.firewallPolicy': policy } : {}
    const given = { ...givenOf('ports-between-hosts', 'dropped', FIREWALL), answers }
    expect(offersOf(given, 'ports-between-hosts')).toEqual([])
  })

  test('an opening for anybody but the nodes that need it', () => {
    const [offer] = offersOf(givenOf('ports-between-hosts', 'dropped', FIREWALL), 'ports-between-hosts')
    expect(offer?.changes(LIVE).map(({ name }) => name)).toEqual(['allow from 10.20.0.2 to any port 10250 proto tcp'])
    expect(offer?.changes({ ...LIVE, firewall: 'other' })).toEqual([])
  })

  test('an alias of a time service that systemd does not enable by that name', () => {
    const units = { 'chronyd.service': installed, 'chrony.service': { ...installed, enabled: true } }
    const given = givenOf('time-ntp-synced', 'none')
    const [offer] = offersOf({ ...given, facts: { ...given.facts, units } }, 'time-ntp-synced')
    expect(offer?.changes(LIVE).map(({ name }) => name)).toEqual(['chrony.service'])
  })

  test('starting a time service that is not installed', () => {
    expect(offersOf(givenOf('time-ntp-synced', 'none'), 'time-ntp-synced')).toEqual([])
  })

  test.each<[CheckId, string, string]>([
    ['time-ntp-synced', 'none', 'chrony.service'],
    ['gpu-fabric-manager', 'stopped', 'nvidia-fabricmanager.service'],
  ])('%s: starting what somebody has masked', (check, outcome, unit) => {
    const given = givenOf(check, outcome, NEEDS[check])
    const masked = { ...given.facts, units: { [unit]: { ...installed, masked: true as const } } }
    expect(offersOf({ ...given, facts: masked }, check)).toEqual([])
  })
})

test('every check that may find something says what the console puts right, or why it does not', () => {
  for (const { id, fixes, noFix, outcomes } of checkInfos()) {
    const finds = Object.entries(outcomes).some(
      ([outcome, { severity }]) => severity !== 'info' && !UnknownReason.safeParse(outcome).success,
    )
    if (finds) expect(fixes.length > 0, id).toBe(noFix === null)
    else expect(noFix, id).toBeNull()
  }
})
