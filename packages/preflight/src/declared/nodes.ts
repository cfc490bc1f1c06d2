import type { DeclaredRow, DeclaredState } from '@astrago/contracts'
import { disksUnder, gib, list, mountOf } from '../checks/helpers.ts'
import { factOf } from '../facts/fact-of.ts'
import type { Facts, FactValues } from '../facts/schema.ts'
import { modelNames, nvidiaGpus, sameModel, shortModel } from '../gpu-model.ts'
import type { DeclaredNode } from '../input.ts'
import { INSTALLED_STEPS, MEMORY_TOLERANCE, SIZE_TOLERANCE } from '../thresholds/hardware.ts'

const NODES = 'resources.nodes'
const GIB = 1024 ** 3
const KIB_PER_GIB = 1024 ** 2

type Column = 'cpus' | 'memoryGib' | 'diskGib' | 'dataDiskGib' | 'gpuModel' | 'gpuCount' | 'address'
type Value = DeclaredRow['value']

/** The size of the modules that make up what the kernel sees: it always sees a little less. */
export function installedGib(kib: number): number {
  const seen = kib / KIB_PER_GIB
  const step = INSTALLED_STEPS.value.find(({ from }) => seen >= from)?.step ?? 1
  return Math.ceil(seen / step) * step
}

/** Less and more beyond what a unit or a firmware may make of it. */
function compareSizes(declared: number, found: number, tolerance: number): DeclaredState {
  if (found < declared * tolerance) return 'less'
  return found * tolerance > declared ? 'more' : 'same'
}

const compareCounts = (declared: number, found: number): DeclaredState =>
  found === declared ? 'same' : found < declared ? 'less' : 'more'

/** What was found, as text and as the questionnaire takes it, and how it stands to what was declared. */
export type Found = { text: string; value: Value; state: DeclaredState }

function row(node: DeclaredNode, column: Column, unit: string, found: Found | null): DeclaredRow[] {
  if (!found) return []
  const answer = node[column]
  const declared = answer === undefined || answer === null ? null : `${answer}${unit}`
  return [
    { field: NODES, column, node: node.name, declared, found: found.text, state: found.state, value: found.value },
  ]
}

const stateOf = <T>(declared: T | undefined, compare: (declared: T) => DeclaredState): DeclaredState =>
  declared === undefined ? 'undeclared' : compare(declared)

/** Logical cores. */
export const compareCpus = ({ cpus: declared }: DeclaredNode, { count }: FactValues['cpu']): Found => ({
  text: String(count),
  value: count,
  state: stateOf(declared, (each) => compareCounts(each, count)),
})

export function compareMemory({ memoryGib: declared }: DeclaredNode, { totalKib }: FactValues['memory']): Found {
  const installed = installedGib(totalKib)
  const state = stateOf(declared, (each) => compareSizes(each, installed, MEMORY_TOLERANCE.value))
  return { text: `${installed} GiB`, value: installed, state }
}

type Disks = FactValues['block']['disks']

/** The disks that the system lies on, by its mount or as the only one there is, and the others. */
function sortDisks(block: FactValues['block'], mounts: FactValues['mounts']): { system: Disks; others: Disks } {
  const under = disksUnder(mountOf(mounts, '/')?.source ?? '', block)
  const system = under.length || block.disks.length > 1 ? under : block.disks
  return { system, others: system.length ? block.disks.filter((each) => !system.includes(each)) : [] }
}

/** The disk of the system and the one for data; null where the host shows none. */
export function compareDisks(
  node: DeclaredNode,
  block: FactValues['block'],
  mounts: FactValues['mounts'],
): { diskGib: Found | null; dataDiskGib: Found | null } {
  const { system, others } = sortDisks(block, mounts)
  return { diskGib: disk(node.diskGib, system), dataDiskGib: disk(node.dataDiskGib, others) }
}

function disk(declared: number | undefined, disks: Disks): Found | null {
  const largest = Math.max(0, ...disks.map(({ bytes }) => bytes))
  if (largest === 0) return null
  const same = disks.filter(({ bytes }) => bytes === largest).length
  const size = Math.round(largest / GIB)
  return {
    text: same > 1 ? `${gib(largest)} x ${same}` : gib(largest),
    value: size,
    state: stateOf(declared, (each) => compareToDisks(each, disks)),
  }
}

/** The largest counts; where it is too small, all together may be the one that was meant, as an array or a volume. */
function compareToDisks(declared: number, disks: Disks): DeclaredState {
  const sizes = disks.map(({ bytes }) => bytes / GIB)
  const [largest, together] = [Math.max(...sizes), sizes.reduce((sum, size) => sum + size, 0)]
  const state = compareSizes(declared, largest, SIZE_TOLERANCE.value)
  return state === 'less' && compareSizes(declared, together, SIZE_TOLERANCE.value) !== 'less' ? 'same' : state
}

function gpuModel({ gpuModel: declared }: DeclaredNode, gpu: FactValues['gpu']): Found | null {
  const names = [...new Set(modelNames(gpu))]
  const [first] = names
  if (!first) return null
  const same = (each: string): DeclaredState => (names.every((name) => sameModel(each, name)) ? 'same' : 'other')
  const text = list(names.map(shortModel))
  return { text, value: names.length === 1 ? text : null, state: stateOf(declared, same) }
}

/** A server without GPUs that declares none is not worth a row. */
function gpuCount({ gpuCount: declared }: DeclaredNode, gpu: FactValues['gpu']): Found | null {
  const count = nvidiaGpus(gpu.devices).length
  if (count === 0 && declared === undefined) return null
  return { text: String(count), value: count, state: stateOf(declared, (each) => compareCounts(each, count)) }
}

/** The address counts as the same when the host has it, whatever else it has. */
function address({ address: declared }: DeclaredNode, facts: Facts): Found | null {
  const interfaces = factOf(facts, 'interfaces')
  const routes = factOf(facts, 'routes')
  if (declared === null || !interfaces || !routes) return null
  const own = interfaces.flatMap((one) => one.addresses.map((each) => ({ iface: one.name, address: each.address })))
  if (own.some((each) => each.address === declared)) return { text: declared, value: declared, state: 'same' }
  const way = routes.find(({ destination }) => destination === '0.0.0.0/0')?.iface
  const main = own.find(({ iface, address: each }) => iface === way && each.includes('.'))
  return main ? { text: main.address, value: main.address, state: 'other' } : null
}

/** What the node table says of a server beside what it shows; what it does not show has no row. */
export function nodeRows(node: DeclaredNode, facts: Facts): DeclaredRow[] {
  const [cpu, memory, gpu] = [factOf(facts, 'cpu'), factOf(facts, 'memory'), factOf(facts, 'gpu')]
  const [block, mounts] = [factOf(facts, 'block'), factOf(facts, 'mounts')]
  const disks = block && mounts ? compareDisks(node, block, mounts) : null
  return [
    ...row(node, 'address', '', address(node, facts)),
    ...row(node, 'cpus', '', cpu && compareCpus(node, cpu)),
    ...row(node, 'memoryGib', ' GiB', memory && compareMemory(node, memory)),
    ...row(node, 'diskGib', ' GiB', disks?.diskGib ?? null),
    ...row(node, 'dataDiskGib', ' GiB', disks?.dataDiskGib ?? null),
    ...row(node, 'gpuModel', '', gpu && gpuModel(node, gpu)),
    ...row(node, 'gpuCount', '', gpu && gpuCount(node, gpu)),
  ]
}
