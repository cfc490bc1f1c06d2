import type { DeclaredRow, DeclaredState } from '@astrago/contracts'
import { shortList } from '../checks/helpers.ts'
import { factOf } from '../facts/fact-of.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { CheckedAnswers, DeclaredNode } from '../input.ts'

const FIELD = 'gpu.mig'
/** In the words of nvidia-smi. */
const [ON, OFF, BOTH] = ['Enabled', 'Disabled', 'Enabled, Disabled']

/** Null where no GPU of the host says whether it is divided. */
function readMig(record: HostRecord | undefined): string | null {
  const states = (record && factOf(record.facts, 'smi')?.gpus.flatMap(({ mig }) => mig ?? [])) ?? []
  if (states.length === 0) return null
  const divided = states.filter(({ now }) => now).length
  return divided === 0 ? OFF : divided === states.length ? ON : BOTH
}

/** `found` is null where hosts differ. */
function compare(declared: CheckedAnswers[typeof FIELD], found: string | null): DeclaredState {
  if (declared === undefined) return 'undeclared'
  if (declared === 'none') return found === OFF ? 'same' : 'more'
  return found === ON ? 'same' : 'other'
}

/**
 * Whether GPUs are to be divided beside whether they are. Where they are to be and are not yet there is no row: the
 * installation divides them. Into what they are to be divided cannot be seen, so only "not at all" can be taken.
 */
export function migRows(
  nodes: readonly DeclaredNode[],
  records: ReadonlyMap<string, HostRecord>,
  answers: CheckedAnswers,
): DeclaredRow[] {
  const readings = nodes.flatMap(({ name }) => {
    const said = readMig(records.get(name))
    return said ? [{ name, said }] : []
  })
  const [first, ...others] = readings
  if (!first) return []
  const found = others.every(({ said }) => said === first.said) ? first.said : null
  const declared = answers[FIELD]
  const isToCome = declared !== undefined && declared !== 'none' && found === OFF
  if (isToCome) return []
  return [
    {
      field: FIELD,
      column: null,
      node: null,
      declared: declared ?? null,
      found: found ?? shortList(readings.map(({ name, said }) => `${name}: ${said}`)),
      state: compare(declared, found),
      value: found === OFF ? 'none' : null,
    },
  ]
}
