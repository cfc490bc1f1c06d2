import type { FactValues } from '../facts/schema.ts'
import { ENGINE_BRIDGES } from '../thresholds/leftovers.ts'

/** Whether a container engine uses CNI here: then what the programs of CNI name like a cluster's may be the engine's. */
export const engineUsesCni = (interfaces: FactValues['interfaces']): boolean =>
  interfaces.some(({ name }) => ENGINE_BRIDGES.value.some((start) => name.startsWith(start)))
