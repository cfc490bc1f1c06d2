import { activeFaults, noteOff, noteOn } from './active.ts'
import type { FaultContext, FaultParams } from './fault.ts'
import { findFault } from './index.ts'

/** Switches a fault of a host; on twice is on once, with the later parameters. Off when it is off does nothing. */
export async function switchFault(
  name: string,
  state: 'on' | 'off',
  given: FaultParams,
  host: Omit<FaultContext, 'params' | 'active'>,
): Promise<void> {
  const fault = findFault(name, given)
  const folder = host.paths.faults
  const before = (await activeFaults(folder))[name]
  if (before) {
    await noteOff(folder, name)
    try {
      await fault.off({ ...host, params: before, active: await activeFaults(folder) })
    } catch (cause) {
      await noteOn(folder, name, before)
      throw cause
    }
  }
  if (state === 'off') return
  const params = { ...fault.params, ...given }
  await noteOn(folder, name, params)
  await fault.on({ ...host, params, active: await activeFaults(folder) })
}
