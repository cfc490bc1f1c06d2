import type { CheckId, CheckInfo } from '@astrago/contracts'
import type { Check, SiteCheck } from '../check.ts'
import { withUnknowns } from '../unknown.ts'
import { CLUSTER_WIDE } from './cluster.ts'
import { CPU_MEMORY } from './cpu-memory.ts'
import { DISK } from './disk.ts'
import { GPU } from './gpu.ts'
import { KERNEL } from './kernel.ts'
import { LEFTOVERS } from './leftovers.ts'
import { NETWORK } from './network.ts'
import { OS } from './os.ts'
import { PORTS } from './ports.ts'
import { REGISTRY_STORAGE } from './registry-storage.ts'
import { SECURITY } from './security.ts'
import { SSH_ACCESS } from './ssh-access.ts'
import { TIME_DNS } from './time-dns.ts'

/** Every check, in the order people read them. */
export const CHECKS: readonly (Check | SiteCheck)[] = [
  ...SSH_ACCESS,
  ...CPU_MEMORY,
  ...DISK,
  ...KERNEL,
  ...OS,
  ...NETWORK,
  ...PORTS,
  ...TIME_DNS,
  ...REGISTRY_STORAGE,
  ...GPU,
  ...LEFTOVERS,
  ...SECURITY,
  ...CLUSTER_WIDE,
]

const INFOS: ReadonlyMap<CheckId, CheckInfo> = new Map(
  CHECKS.map(({ info }) => [info.id, { ...info, outcomes: withUnknowns(info.outcomes) }]),
)

/** What readers of verdicts need of every check: texts, outcomes (unknown ones too), roles, field, source. */
export const checkInfos = (): CheckInfo[] => [...INFOS.values()]
