import type { HardwareNeed, Requirement, Requirements } from '@astrago/contracts'
import type { Check } from '../check.ts'
import { demandsOn, greatest, isAlone } from '../checks/helpers.ts'
import { CHECKS } from '../checks/index.ts'
import type { PreflightInput } from '../input.ts'
import { DATA_DISK_GIB } from '../thresholds/disk.ts'
import { SYSTEMS } from '../thresholds/distributions.ts'
import { CPUS, type Demands, type HardwareClass, MEMORY_GIB } from '../thresholds/hardware.ts'
import { concerns, ROLES } from './concerns.ts'
import { EXPECTED } from './expected.ts'
import { STATES } from './states.ts'
import { WANTED } from './wanted.ts'

/** Whatever is to be prepared has one, and only that. */
const CRITERIA = { ...WANTED, ...EXPECTED, ...STATES }

export type RequirementsInput = { name: string; generatedAt: string; input: PreflightInput }

function hardwareOf(
  role: HardwareNeed['role'],
  demands: readonly HardwareClass[],
  { site }: PreflightInput,
): HardwareNeed {
  const size = (table: Demands) => {
    const { block: least, warn: advised } = greatest(table, demands, site)
    return { least, advised }
  }
  return { role, cpus: size(CPUS), memoryGib: size(MEMORY_GIB), diskGib: size(DATA_DISK_GIB) }
}

/** By the roles of the node table, all of them while it is empty; a machine that is the whole cluster has a line of its own. */
function hardware(input: PreflightInput): HardwareNeed[] {
  const { nodes } = input
  const alone = nodes.find((node) => isAlone(node, nodes))
  const others = nodes.filter((node) => node !== alone)
  const roles = nodes.length ? ROLES.filter((role) => others.some((node) => node.roles.includes(role))) : ROLES
  return [
    ...(alone ? [hardwareOf('single', demandsOn(alone, nodes), input)] : []),
    ...roles.map((role) => hardwareOf(role, [role], input)),
  ]
}

/** A check that only informs wants nothing prepared. */
function needOf({ id, category, title, explain, prepare, thresholds, outcomes }: Check['info']): Requirement[] {
  const severities = Object.values(outcomes).map(({ severity }) => severity)
  const wanted = CRITERIA[id]
  if (!prepare || !wanted || severities.every((severity) => severity === 'info')) return []
  const blocks = severities.some((severity) => severity.startsWith('block'))
  return [{ check: id, category, title, explain, prepare, wanted, thresholds, blocks }]
}

/** What to prepare for a site, from the checks that apply to it and their thresholds. Pure. */
export function requirements({ name, generatedAt, input }: RequirementsInput): Requirements {
  const { profile, distribution } = input.site
  return {
    site: { name, profile, distribution },
    generatedAt,
    hardware: hardware(input),
    systems: Object.entries(SYSTEMS[distribution].value).map(([system, versions]) => ({
      name: system,
      versions: [...versions],
    })),
    needs: CHECKS.filter((check) => concerns(check, input)).flatMap(({ info }) => needOf(info)),
  }
}
