import type { CheckInfo, HardwareNeed, NodeRole, Requirement, Requirements } from '@astrago/contracts'
import { demandsOn, greatest, isAlone } from '../checks/helpers.ts'
import { checkInfos } from '../checks/index.ts'
import type { PreflightInput } from '../input.ts'
import { DATA_DISK_GIB } from '../thresholds/disk.ts'
import { SYSTEMS } from '../thresholds/distributions.ts'
import { CPUS, type Demands, type HardwareClass, MEMORY_GIB } from '../thresholds/hardware.ts'
import { UnknownReason } from '../unknown.ts'
import { WANTED } from './wanted.ts'

export type RequirementsInput = { name: string; generatedAt: string; input: PreflightInput }

const EVERY: readonly NodeRole[] = ['control-plane', 'worker', 'gpu', 'storage', 'registry']

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
  const roles = nodes.length ? EVERY.filter((role) => others.some((node) => node.roles.includes(role))) : EVERY
  return [
    ...(alone ? [hardwareOf('single', demandsOn(alone, nodes), input)] : []),
    ...roles.map((role) => hardwareOf(role, [role], input)),
  ]
}

const UNKNOWN: ReadonlySet<string> = new Set(UnknownReason.options)

/** The severities that a check's own outcomes can have; that it may be unknown is nothing to prepare. */
const severitiesOf = ({ outcomes }: CheckInfo): string[] =>
  Object.entries(outcomes).flatMap(([id, { severity }]) => (UNKNOWN.has(id) ? [] : [severity]))

function concerns({ distributions, profiles, roles }: CheckInfo, input: PreflightInput): boolean {
  const { distribution, profile } = input.site
  const here = input.nodes.length === 0 || input.nodes.some((node) => node.roles.some((role) => roles.includes(role)))
  return here && distributions.includes(distribution) && profiles.includes(profile)
}

function needOf(info: CheckInfo): Requirement[] {
  const severities = severitiesOf(info)
  if (severities.every((severity) => severity === 'info')) return []
  const { id, category, title, explain, thresholds } = info
  const blocks = severities.some((severity) => severity.startsWith('block'))
  return [{ check: id, category, title, explain, wanted: WANTED[id] ?? null, thresholds, blocks }]
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
    needs: checkInfos()
      .filter((info) => concerns(info, input))
      .flatMap(needOf),
  }
}
