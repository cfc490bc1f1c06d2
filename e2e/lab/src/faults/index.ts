import { LabError } from '../shell.ts'
import { ACCESS_FAULTS } from './access.ts'
import { DELAY } from './delay.ts'
import { DISK_FAULTS } from './disk.ts'
import { DUPLICATE_MAC } from './duplicate-mac.ts'
import type { Fault } from './fault.ts'
import { LEFTOVER_FAULTS } from './leftovers.ts'
import { LOOK_FAULTS } from './look.ts'
import { NETWORK_FAULTS } from './network.ts'
import { PROGRAM_FAULTS } from './programs.ts'
import { SITE_FAULTS } from './site.ts'
import { SYSTEM_FAULTS } from './system.ts'

/** Everything that can be made wrong with a host. */
export const FAULTS: readonly Fault[] = [
  ...NETWORK_FAULTS,
  DELAY,
  DUPLICATE_MAC,
  ...ACCESS_FAULTS,
  ...LOOK_FAULTS,
  ...DISK_FAULTS,
  ...SYSTEM_FAULTS,
  ...LEFTOVER_FAULTS,
  ...PROGRAM_FAULTS,
  ...SITE_FAULTS,
]

/** @throws LabError for an unknown name or parameter, with those that there are. */
export function findFault(name: string, params: Readonly<Record<string, string>>): Fault {
  const fault = FAULTS.find((candidate) => candidate.name === name)
  if (!fault) throw new LabError(`no fault is called ${name}; there are: ${FAULTS.map((f) => f.name).join(', ')}`)
  const unknown = Object.keys(params).filter((key) => !(key in fault.params))
  if (unknown.length > 0)
    throw new LabError(
      `${name} takes ${Object.keys(fault.params).join(', ') || 'no parameter'}, not ${unknown.join(', ')}`,
    )
  return fault
}
