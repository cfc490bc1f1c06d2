import { describe, expect, test } from 'vitest'
import { KINDS } from '../kinds/index.ts'
import { openPorts } from './open-ports.ts'
import type { Opening } from './openings.ts'

const OPENINGS: Opening[] = [
  { source: '10.0.0.2', protocol: 'tcp', ports: [{ first: 6443, last: 6443 }] },
  { source: '10.0.0.3', protocol: 'tcp', ports: [{ first: 10250, last: 10250 }] },
]
const shown = (tool: 'ufw' | 'firewalld') => {
  const changes = openPorts(tool, OPENINGS, 'public')
  return KINDS[tool].commands(changes.map(({ name }) => ({ kind: tool, name, wanted: 'present' })))
}

describe('what a firewall is told is shown before', () => {
  test('for firewalld with both sets of rules: those in force now and those after a restart', () => {
    const commands = shown('firewalld')
    expect(commands).toHaveLength(2)
    const [now, later] = commands
    expect(now).toMatch(/^firewall-cmd --zone=public /)
    expect(later).toMatch(/^firewall-cmd --permanent --zone=public /)
    expect(later?.replace('--permanent ', '')).toBe(now)
    expect(now).toContain('6443')
    expect(now).toContain('10250')
  })

  test('for ufw with a command a rule, which stays by itself', () => {
    expect(shown('ufw').map((command) => /port\W+(\d+)/.exec(command)?.[1])).toEqual(['6443', '10250'])
  })
})
