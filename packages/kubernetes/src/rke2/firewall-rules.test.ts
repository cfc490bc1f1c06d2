import { firewalldRules, firewalldTool, openingsFor, ufwRules, ufwTool } from '@astrago/changes'
import { portRules } from '@astrago/contracts'
import { expect, test } from 'vitest'
import type { Rke2Node } from './answers.ts'
import { firewall, firewallConflict } from './phases/prepare/firewall.ts'
import { someCluster } from './samples.ts'

const RKE2_PORTS = portRules('rke2')
const cluster = someCluster()
const [server] = cluster.servers as [Rke2Node]
const [agent] = cluster.agents as [Rke2Node]

test('a server opens etcd to servers only, an agent opens nothing of a server', () => {
  const rules = ufwRules(openingsFor(cluster, server, RKE2_PORTS))
  const servers = 'allow from 10.20.0.12 to any port 2379:2381,4443,6443,9099,9100,9345,10250,30000:32767 proto tcp'
  const agents = 'allow from 10.20.0.21 to any port 6443,9099,9100,9345,10250,30000:32767 proto tcp'
  expect(rules).toContain(servers)
  expect(rules).toContain(agents)
  expect(rules).toContain('allow from 10.20.0.21 to any port 8472 proto udp')
  expect(rules).toContain('allow from 10.42.0.0/16')
  expect(rules.join('\n')).not.toContain('10.20.0.11 ')
  const onAgent = ufwRules(openingsFor(cluster, agent, RKE2_PORTS)).join('\n')
  expect(onAgent).not.toMatch(/9345|2379|6443/)
})

test('nothing is opened to the console or to users, and nothing to a machine outside the cluster', () => {
  const sources = new Set(openingsFor(cluster, server, RKE2_PORTS).map(({ source }) => source))
  expect([...sources].sort()).toEqual([
    '10.20.0.12',
    '10.20.0.13',
    '10.20.0.21',
    '10.20.0.31',
    '10.42.0.0/16',
    '10.43.0.0/16',
  ])
})

test('firewalld gets rich rules in the zone of the interface, and the pods as trusted sources', () => {
  const rules = firewalldRules(openingsFor(cluster, agent, RKE2_PORTS), 'public')
  expect(rules).toContainEqual({
    zone: 'public',
    kind: 'rich-rule',
    text: 'rule family="ipv4" source address="10.20.0.11" port port="10250" protocol="tcp" accept',
  })
  expect(rules).toContainEqual({ zone: 'trusted', kind: 'source', text: '10.42.0.0/16' })
})

test('what is there already is recognised, in firewalld only when it also outlives a restart', () => {
  const rule = 'allow from 10.20.0.12 to any port 9345 proto tcp'
  const listing = `Added user rules (see 'ufw status' for running firewall):\nufw ${rule} comment 'astrago'\n`
  expect(ufwTool().stateIn(listing)(rule)).toBe('present')
  const name = 'trusted source 10.42.0.0/16'
  const { stateIn } = firewalldTool([{ zone: 'trusted', kind: 'source', text: '10.42.0.0/16' }])
  expect(stateIn('now trusted source 10.43.0.0/16\n')(name)).toBe('absent')
  expect(stateIn(`now ${name}\n`)(name)).toBe('now')
  expect(stateIn(`permanent ${name}\n`)(name)).toBe('permanent')
  expect(stateIn(`now ${name}\npermanent ${name}\n`)(name)).toBe('present')
})

test.each([
  ['none', 'ufw', true],
  ['none', 'none', false],
  ['open-needed', 'firewalld', false],
  ['open-needed', 'other', true],
  ['managed-by-customer', 'other', false],
] as const)('policy %s with firewall %s: conflict %s', (policy, found, conflicts) => {
  expect(firewallConflict(policy, 'cp-1', { firewall: found, zone: '' }) !== null).toBe(conflicts)
})

test('no action ever turns a firewall off, and a customer who manages it is left alone', () => {
  const facts = [{ firewall: 'ufw', zone: '' } as const, { firewall: 'firewalld', zone: 'public' } as const]
  const commands = facts.flatMap((fact) => firewall(cluster, server, fact).flatMap((action) => action.commands))
  expect(commands.length).toBeGreaterThan(10)
  expect(commands.join('\n')).not.toMatch(/disable|stop|reload|reset|panic/)
  expect(firewall({ ...cluster, firewall: 'managed-by-customer' }, server, { firewall: 'ufw', zone: '' })).toEqual([])
})
