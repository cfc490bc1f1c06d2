import { Absent, optionalNumber } from './reader.ts'
import type { Reason } from './reason.ts'
import type { FactValues } from './schema.ts'

type Smi = FactValues['smi']
type Gpu = Smi['gpus'][number]

/** The lines of one GPU, each with the headings above it. */
type Entry = { way: string; value: string }

const INDENT = 4

/** `nvidia-smi -q` shows by its indentation what belongs to what. */
function entriesOf(lines: readonly string[]): Entry[] {
  const headings: string[] = []
  return lines.flatMap((line) => {
    const depth = Math.floor((line.length - line.trimStart().length) / INDENT)
    if (depth === 0) return []
    const [name = '', ...rest] = line.trim().split(/\s*:\s/)
    headings.length = depth - 1
    const way = [...headings, name].join('/')
    headings[depth - 1] = name
    return rest.length ? [{ way, value: rest.join(': ').trim() }] : []
  })
}

const first = (entries: readonly Entry[], way: string): string | null =>
  entries.find((entry) => entry.way === way)?.value ?? null

const flag = (text: string | null): boolean | null =>
  text === 'Enabled' || text === 'Yes' ? true : text === 'Disabled' || text === 'No' ? false : null

const known = (text: string | null): string | null => (text === null || text === 'N/A' || text === 'None' ? null : text)

/** Uncorrected errors of every kind of memory since the driver was loaded. */
const uncorrected = (entries: readonly Entry[]): number =>
  entries
    .filter(({ way }) => /^ECC Errors\/Volatile\/.*Uncorrectable/.test(way))
    .reduce((sum, { value }) => sum + (optionalNumber(value) ?? 0), 0)

function mig(entries: readonly Entry[]): Gpu['mig'] {
  const now = flag(first(entries, 'MIG Mode/Current'))
  const next = flag(first(entries, 'MIG Mode/Pending'))
  return now === null || next === null ? null : { now, next }
}

function fabric(entries: readonly Entry[]): Gpu['fabric'] {
  const state = known(first(entries, 'Fabric/State'))
  return state === null ? null : { state, status: first(entries, 'Fabric/Status') ?? '-' }
}

function gpuOf(slot: string, entries: readonly Entry[]): Gpu {
  const memory = /^(\d+) MiB$/.exec(first(entries, 'FB Memory Usage/Total') ?? '')?.[1]
  return {
    slot,
    name: first(entries, 'Product Name') ?? '',
    architecture: known(first(entries, 'Product Architecture')),
    memoryMib: optionalNumber(memory),
    persistence: flag(first(entries, 'Persistence Mode')),
    mig: mig(entries),
    virtualization: known(
      first(entries, 'GPU Virtualization Mode/Virtualization Mode') ??
        first(entries, 'GPU Virtualization Mode/Virtualization mode'),
    ),
    uncorrected: uncorrected(entries),
    remap: {
      pending: flag(first(entries, 'Remapped Rows/Pending')) ?? false,
      failed: flag(first(entries, 'Remapped Rows/Remapping Failure Occurred')) ?? false,
    },
    fabric: fabric(entries),
    processes: entries.filter(({ way }) => /^Processes\/.*Name$/.test(way)).map(({ value }) => value),
  }
}

/**
 * @param lines those of `nvidia-smi -q` that the probe lets through, then `code=N`
 * @throws Absent where it was not asked or did not answer in time.
 */
export function readSmi(lines: readonly string[], problem: Reason | null): Smi {
  if (problem !== null) throw new Absent(problem)
  const code = optionalNumber(lines.find((text) => text.startsWith('code='))?.slice('code='.length)) ?? 0
  const starts = lines.flatMap((text, at) => (/^GPU [0-9A-F]/.test(text) ? [at] : []))
  const gpus = starts.map((at, index) => {
    const slot = (lines[at] ?? '').slice('GPU '.length).trim()
    return gpuOf(slot, entriesOf(lines.slice(at + 1, starts[index + 1])))
  })
  const message = lines.find((text) => /NVIDIA-SMI has f|Failed|Unable|No devices/.test(text))?.trim() ?? null
  return { asked: true, code, message, gpus }
}
