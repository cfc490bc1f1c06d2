import { openingsFor, openPorts } from '@astrago/changes'
import { machinesOf, memberOf, partiesOf } from '../../firewall/parties.ts'
import { l } from '../../text.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'

/** Whether this host has a firewall that can be told, and the questionnaire lets us. */
function mayOpen(subject: FixSubject): boolean {
  const { firewalld = false, ufw = false } = factOf(subject, 'firewallServices') ?? {}
  return subject.input.answers['security.firewallPolicy'] === 'open-needed' && (firewalld || ufw)
}

/** What a check tries is what nodes need of each other; what pods need is opened by the installation. */
const openFor = (check: Fix['check'], protocol: 'tcp' | 'udp'): Fix => ({
  check,
  outcomes: ['dropped', 'rejected'],
  describe: l(
    `방화벽에서 다른 노드에 필요한 ${protocol.toUpperCase()} 포트만, 그 노드의 주소에만 엽니다`,
    `Open in the firewall the ${protocol.toUpperCase()} ports that the other nodes need, for their addresses alone`,
  ),
  helps: mayOpen,
  changes({ node, input }, { firewall, zone }) {
    if (firewall !== 'ufw' && firewall !== 'firewalld') return []
    const machine = machinesOf(input).find(({ name }) => name === node.name)
    const rules = input.ports.filter((rule) => rule.protocol === protocol && rule.from !== 'pods')
    return machine ? openPorts(firewall, openingsFor(partiesOf(input), memberOf(machine), rules), zone) : []
  },
})

export const FIREWALL_FIXES: readonly Fix[] = [
  openFor('ports-between-hosts', 'tcp'),
  openFor('matrix-udp-overlay', 'udp'),
]
