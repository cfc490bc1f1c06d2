import { CNIS, type Cni, Distribution, portRules } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { judgeAll } from '../judge.ts'
import { reachPlan, rowOf } from '../reach/plan.ts'
import { inputOf, nodeOf, recordOf } from '../testing.ts'

const MATRICES = Distribution.options.flatMap((distribution) =>
  CNIS[distribution].map((cni: Cni) => ({ distribution, cni })),
)

test.each(MATRICES)('$distribution with $cni: hosts whose ports all answer are asked for no other port', (matrix) => {
  const { distribution, cni } = matrix
  const nodes = [
    nodeOf('n1', { roles: ['control-plane'] }),
    nodeOf('n2', { address: '10.20.0.2' }),
    nodeOf('n3', { address: '10.20.0.3' }),
  ]
  const input = inputOf({
    site: { profile: 'online', distribution, kubernetes: null },
    nodes,
    ports: portRules(distribution, cni),
  })
  const verdicts = judgeAll(
    {
      ...input,
      records: new Map(nodes.map(({ name }) => [name, recordOf(name)])),
      reach: reachPlan(input).map((target) => rowOf(target, 'refused')),
      links: [],
    },
    { only: ['ports-between-hosts', 'matrix-udp-overlay'] },
  )
  expect(verdicts.length).toBeGreaterThanOrEqual(3)
  expect(verdicts.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
})
