import { writeOver } from '../disk.ts'
import { type Look, profileFiles } from '../look.ts'
import type { Fault, FaultContext, FaultParams } from './fault.ts'

/** A fault that is another part of what the host shows of itself. */
type LookFault = Omit<Fault, 'on' | 'off'> & { part: (params: FaultParams) => Partial<Look> }

const PARTS: readonly LookFault[] = [
  {
    name: 'low-memory',
    description: '/proc/meminfo shows `gib` GiB of memory.',
    params: { gib: '1' },
    part: ({ gib }) => ({ memoryGib: Number(gib) }),
  },
  {
    name: 'swap-on',
    description: '/proc/swaps and /proc/meminfo show a swap file of `gib` GiB.',
    params: { gib: '4' },
    part: ({ gib }) => ({ swapGib: Number(gib) }),
  },
  {
    name: 'few-cpus',
    description: '/proc/cpuinfo and /sys show `cpus` processors.',
    params: { cpus: '1' },
    part: ({ cpus }) => ({ cpus: Number(cpus) }),
  },
]

/** A host's look with the parts of all look faults that are on. */
export function faultyLook(look: Look, active: FaultContext['active']): Look {
  const parts = PARTS.flatMap(({ name, part }) => (active[name] ? [part(active[name])] : []))
  return Object.assign({ ...look }, ...parts)
}

const show = ({ lab, paths, active }: FaultContext) =>
  writeOver(paths.root, profileFiles(faultyLook(lab.look, active), process.arch))

export const LOOK_FAULTS: readonly Fault[] = PARTS.map(({ part: _, ...fault }) => ({ ...fault, on: show, off: show }))
