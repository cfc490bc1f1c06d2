import type { hostPaths } from '../paths.ts'
import type { LabRecord } from '../registry.ts'

export type FaultParams = Readonly<Record<string, string>>

export type FaultContext = {
  lab: LabRecord
  host: { name: string; address: string }
  paths: ReturnType<typeof hostPaths>
  /** For `off`: those of the last `on`. */
  params: FaultParams
  /** All faults of the host as they shall be now, by name, with their parameters. */
  active: Readonly<Record<string, FaultParams>>
  /** Runs a shell script as root in the host, whatever its network and sshd are like. */
  enter(script: string): Promise<string>
  stop(): Promise<void>
  boot(): Promise<void>
}

/** Something that can be wrong with a host. Each stands for itself, and `off` undoes exactly what `on` did. */
export type Fault = {
  name: string
  description: string
  /** Parameters and their usual values; an empty value means "not limited". */
  params: FaultParams
  on(context: FaultContext): Promise<unknown>
  off(context: FaultContext): Promise<unknown>
}
