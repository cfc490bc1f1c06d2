import type { FormProblem } from '@astrago/contracts'
import { expect, it } from 'vitest'
import { sortProblems } from './problem-index.ts'

const problem = (field: string, row?: number, column?: string): FormProblem => ({
  field,
  ...(row !== undefined && { row }),
  ...(column && { column }),
  severity: 'error',
  message: { ko: `${field} ${row}`, en: 'x' },
})
const NODES = 'resources.nodes'

it('puts problems where they are shown', () => {
  const list = [problem('network.vip'), problem('network.dnsServers', 1), problem(NODES), problem(NODES, 2, 'name')]
  const { fields, rows } = sortProblems(list)
  expect([...fields.keys()]).toEqual(['network.vip', 'network.dnsServers', NODES])
  expect([...rows]).toEqual([[2, [list[3]]]])
})

it('lends lists that say the same, and no others', () => {
  const before = sortProblems([problem(NODES, 1, 'name'), problem(NODES, 2, 'name'), problem('network.vip')])
  const after = sortProblems([problem(NODES, 1, 'name'), problem(NODES, 2, 'cpus'), problem('network.vip')], before)
  expect(after.rows.get(1)).toBe(before.rows.get(1))
  expect(after.rows.get(2)).not.toBe(before.rows.get(2))
  expect(after.fields.get('network.vip')).toBe(before.fields.get('network.vip'))
})
