import type { CheckId, CheckInfo } from '@astrago/contracts'
import { type Check, isSiteCheck, type SiteCheck } from '../check.ts'
import { Reason } from '../facts/reason.ts'
import { FIXES } from '../fixes/list/index.ts'
import { noFixText } from '../fixes/no-fix.ts'
import { type UnknownReason, withUnknowns } from '../unknown.ts'
import { ACTIVE } from './active.ts'
import { CLUSTER_WIDE } from './cluster.ts'
import { CPU_MEMORY } from './cpu-memory.ts'
import { DISK } from './disk.ts'
import { DISK_DEVICES } from './disk-devices.ts'
import { DISK_ROOM } from './disk-room.ts'
import { DISK_WAYS } from './disk-ways.ts'
import { GPU } from './gpu/index.ts'
import { HARDENING } from './hardening.ts'
import { KERNEL } from './kernel.ts'
import { KERNEL_MODULES } from './kernel-modules.ts'
import { LEFTOVER_FILE_CHECKS } from './leftover-files.ts'
import { LEFTOVERS } from './leftovers.ts'
import { LINKS } from './links.ts'
import { MACHINE } from './machine.ts'
import { MATRIX } from './matrix.ts'
import { NAMES } from './names.ts'
import { NETWORK } from './network.ts'
import { NETWORK_CARDS } from './network-cards.ts'
import { NETWORK_PLAN } from './network-plan.ts'
import { NODE_PORT_CHECKS } from './node-ports.ts'
import { OS } from './os.ts'
import { PACKAGE_CHECKS } from './packages.ts'
import { PACKET_FILTER } from './packet-filter.ts'
import { PORTS } from './ports.ts'
import { PROXY } from './proxy.ts'
import { REGISTRY_SETUP } from './registry-setup.ts'
import { REGISTRY_STORAGE } from './registry-storage.ts'
import { SECURITY } from './security.ts'
import { SITE_PLAN } from './site-plan.ts'
import { SSH_ACCESS } from './ssh-access.ts'
import { SSH_SETUP } from './ssh-setup.ts'
import { STORAGE_SETUP } from './storage-setup.ts'
import { SYSCTL_LIMITS } from './sysctl-limits.ts'
import { SYSCTL_NETWORK } from './sysctl-network.ts'
import { TIME_DNS } from './time-dns.ts'
import { TIME_SETUP } from './time-setup.ts'
import { TLS_KEY_PAIR } from './tls-key-pair.ts'
import { UNIFORM } from './uniform.ts'
import { WORK_FOLDERS } from './work-folders.ts'

/** Every check, in the order people read them. */
export const CHECKS: readonly (Check | SiteCheck)[] = [
  ...SSH_ACCESS,
  ...SSH_SETUP,
  ...WORK_FOLDERS,
  ...CPU_MEMORY,
  ...MACHINE,
  ...DISK,
  ...DISK_ROOM,
  ...DISK_WAYS,
  ...DISK_DEVICES,
  ...KERNEL,
  ...KERNEL_MODULES,
  ...SYSCTL_NETWORK,
  ...SYSCTL_LIMITS,
  ...OS,
  ...PACKAGE_CHECKS,
  ...NETWORK,
  ...NETWORK_CARDS,
  ...NETWORK_PLAN,
  ...PORTS,
  ...PACKET_FILTER,
  ...NODE_PORT_CHECKS,
  ...MATRIX,
  ...LINKS,
  ...TIME_DNS,
  ...TIME_SETUP,
  ...NAMES,
  ...REGISTRY_STORAGE,
  ...PROXY,
  ...REGISTRY_SETUP,
  ...TLS_KEY_PAIR,
  ...STORAGE_SETUP,
  ...GPU,
  ...LEFTOVERS,
  ...LEFTOVER_FILE_CHECKS,
  ...SECURITY,
  ...HARDENING,
  ...CLUSTER_WIDE,
  ...UNIFORM,
  ...SITE_PLAN,
  ...ACTIVE,
]

/** Those that its logic names, those of a fact that is missing, and an error of its own. */
function reasonsOf(check: Check | SiteCheck): UnknownReason[] {
  const ofHosts = !isSiteCheck(check) && (check.reads.length > 0 || check.info.scope === 'active')
  const ofFacts = ofHosts ? Reason.options : []
  return [...check.unknowns, ...ofFacts, 'internal']
}

const fixesOf = (id: CheckId): string[] => FIXES.filter(({ check }) => check === id).flatMap(({ outcomes }) => outcomes)

const INFOS: ReadonlyMap<CheckId, CheckInfo> = new Map(
  CHECKS.map((check) => {
    const { info } = check
    const outcomes = withUnknowns(info.outcomes, reasonsOf(check))
    return [info.id, { ...info, outcomes, fixes: fixesOf(info.id), noFix: noFixText(info.id) }]
  }),
)

/** What readers of verdicts need of every check: texts, outcomes (why unknown too), roles, field, thresholds. */
export const checkInfos = (): CheckInfo[] => [...INFOS.values()]
