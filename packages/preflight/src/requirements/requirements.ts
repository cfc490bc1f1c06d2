import type { CheckInfo, HardwareNeed, Requirement, Requirements } from '@astrago/contracts'
import { checkInfos } from '../checks/index.ts'
import type { PreflightInput } from '../input.ts'
import { DATA_DISK_GIB } from '../thresholds/disk.ts'
import { SYSTEMS } from '../thresholds/distributions.ts'
import { CPUS, type HardwareClass, MEMORY_GIB } from '../thresholds/hardware.ts'
import type { Pair } from '../thresholds/limit.ts'
import { UnknownReason } from '../unknown.ts'
import { WANTED } from './wanted.ts'

export type RequirementsInput = { name: string; generatedAt: string; input: PreflightInput }

const size = ({ block, warn }: Pair) => ({ least: block.value, advised: warn.value })

function hardwareOf(role: HardwareClass): HardwareNeed {
  return { role, cpus: size(CPUS[role]), memoryGib: size(MEMORY_GIB[role]), diskGib: size(DATA_DISK_GIB[role]) }
}

/** The roles of the node table; all of them while it is empty. */
function rolesOf({ nodes }: PreflightInput): HardwareClass[] {
  const every: HardwareClass[] = ['control-plane', 'worker', 'gpu', 'storage', 'registry']
  if (nodes.length === 1) return ['single']
  return nodes.length === 0
    ? every
    : every.filter((role) => nodes.some(({ roles }) => roles.some((own) => own === role)))
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
    hardware: rolesOf(input).map(hardwareOf),
    systems: Object.entries(SYSTEMS[distribution].value).map(([system, versions]) => ({
      name: system,
      versions: [...versions],
    })),
    needs: checkInfos()
      .filter((info) => concerns(info, input))
      .flatMap(needOf),
  }
}
