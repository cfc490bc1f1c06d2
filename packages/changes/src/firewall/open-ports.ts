import type { Change } from '../change.ts'
import { firewalldRules, type Opening, ufwRules } from './openings.ts'
import { firewalldRuleName } from './tools.ts'

/** Rules of a firewall that is active: these openings and no others. @param zone firewalld's, of the node's interface */
export function openPorts(tool: 'ufw' | 'firewalld', openings: readonly Opening[], zone: string): Change[] {
  const names = tool === 'ufw' ? ufwRules(openings) : firewalldRules(openings, zone).map(firewalldRuleName)
  return names.map((name) => ({ kind: tool, name, wanted: 'present' }))
}
