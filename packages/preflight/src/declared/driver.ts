import type { DeclaredRow, DeclaredState } from '@astrago/contracts'
import { shortList } from '../checks/helpers.ts'
import { factOf } from '../facts/fact-of.ts'
import type { HostRecord } from '../facts/schema.ts'
import { nvidiaGpus } from '../gpu-model.ts'
import type { CheckedAnswers, DeclaredNode } from '../input.ts'

const FIELD = 'gpu.driverPolicy'

/** `said`: the driver as the kernel names it, with its version; `-` where none holds the GPUs. */
type Reading = { name: string; kind: 'nvidia' | 'nouveau' | 'none'; said: string }

/** Null where the host shows no NVIDIA GPU. */
function readDriver(name: string, record: HostRecord | undefined): Reading | null {
  const gpu = record && factOf(record.facts, 'gpu')
  if (!gpu || nvidiaGpus(gpu.devices).length === 0) return null
  if (gpu.driver) return { name, kind: 'nvidia', said: `nvidia ${gpu.driver}` }
  return gpu.nouveauLoaded ? { name, kind: 'nouveau', said: 'nouveau' } : { name, kind: 'none', said: '-' }
}

/** `kinds`: what the hosts have, each once. nouveau drives no GPU that is computed on, and stands in the way of what does. */
function compare(declared: CheckedAnswers[typeof FIELD], kinds: ReadonlySet<Reading['kind']>): DeclaredState {
  const only = (kind: Reading['kind']): boolean => kinds.size === 1 && kinds.has(kind)
  if (declared === undefined) return 'undeclared'
  if (declared === 'preinstalled') return only('nvidia') ? 'same' : 'less'
  return declared === 'operator' && only('none') ? 'same' : 'other'
}

/** Who brings the driver beside which driver holds the GPUs. That GPUs are not to be used is a decision, and no host shows it. */
export function driverRows(
  nodes: readonly DeclaredNode[],
  records: ReadonlyMap<string, HostRecord>,
  answers: CheckedAnswers,
): DeclaredRow[] {
  const readings = nodes.flatMap(({ name }) => readDriver(name, records.get(name)) ?? [])
  const [first, ...others] = readings
  if (!first) return []
  const declared = answers[FIELD]
  const kinds = new Set(readings.map(({ kind }) => kind))
  const value = kinds.size > 1 || declared === 'none' ? null : first.kind === 'nvidia' ? 'preinstalled' : 'operator'
  const alike = others.every(({ said }) => said === first.said)
  return [
    {
      field: FIELD,
      column: null,
      node: null,
      declared: declared ?? null,
      found: alike ? first.said : shortList(readings.map(({ name, said }) => `${name}: ${said}`)),
      state: compare(declared, kinds),
      value,
    },
  ]
}
