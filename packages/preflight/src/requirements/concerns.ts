import { ACTIVE_TASKS, type ActiveFacts } from '../active/evidence.ts'
import { tasksOf } from '../active/tasks.ts'
import { type Check, isSiteCheck, type SiteCheck, type Subject, type World } from '../check.ts'
import type { Access } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import type { HardwareClass } from '../thresholds/hardware.ts'

/** The roles that a machine can have. */
export const ROLES = ['control-plane', 'worker', 'gpu', 'storage', 'registry'] as const satisfies HardwareClass[]

/** Nothing is known yet: no host has said anything, and none has tried anything. */
const WORLD: World = { records: new Map(), reach: [], links: [] }
const ACCESS: Access = {
  transport: 'ssh',
  connected: true,
  problem: null,
  root: true,
  sudoProblem: null,
  sentAt: 0,
  receivedAt: 0,
}

/** What a node would try where active checks were asked for. */
const tried = (input: PreflightInput, node: DeclaredNode): ActiveFacts =>
  Object.fromEntries(
    tasksOf(input, node, new Set(ACTIVE_TASKS)).map(({ task }) => [task, { absent: 'not-collected' as const }]),
  )

function subjectOf(input: PreflightInput, node: DeclaredNode): Subject {
  const { site, answers, ports, nodes } = input
  return { node, access: ACCESS, site, answers, ports, nodes, active: tried(input, node) }
}

/** While the node table is empty: machines of every role, several of each. */
const ANY: DeclaredNode[] = ROLES.flatMap((role, at) =>
  [1, 2, 3].map((each) => ({ name: `${role}-${each}`, address: `192.0.2.${10 * at + each}`, roles: [role] })),
)

/** Whether a check will look at the site as it is declared, so that what it looks at has to be prepared. */
export function concerns(check: Check | SiteCheck, declared: PreflightInput): boolean {
  const { distributions, profiles, roles } = check.info
  const input = declared.nodes.length > 0 ? declared : { ...declared, nodes: ANY }
  if (!distributions.includes(input.site.distribution) || !profiles.includes(input.site.profile)) return false
  const nodes = input.nodes.filter((node) => node.roles.some((role) => roles.includes(role)))
  if (isSiteCheck(check)) return nodes.length > 0 && check.asks(input)
  return nodes.some((node) => check.applies(subjectOf(input, node), WORLD))
}
