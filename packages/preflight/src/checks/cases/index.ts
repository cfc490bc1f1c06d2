import type { CheckId } from '@astrago/contracts'
import { ACTIVE_CASES } from './active.ts'
import { CLUSTER_CASES } from './cluster.ts'
import { CPU_MEMORY_CASES } from './cpu-memory.ts'
import { DISK_CASES } from './disk.ts'
import { DISK_DEVICES_CASES } from './disk-devices.ts'
import { DISK_ROOM_CASES } from './disk-room.ts'
import type { Given } from './given.ts'
import { GPU_CASES } from './gpu.ts'
import { GPU_RUNNING_CASES } from './gpu-running.ts'
import { HARDENING_CASES } from './hardening.ts'
import { KERNEL_CASES } from './kernel.ts'
import { KERNEL_MODULES_CASES } from './kernel-modules.ts'
import { LEFTOVER_FILES_CASES } from './leftover-files.ts'
import { LEFTOVERS_CASES } from './leftovers.ts'
import { LINKS_CASES } from './links.ts'
import { MACHINE_CASES } from './machine.ts'
import { MATRIX_CASES } from './matrix.ts'
import { NAMES_CASES } from './names.ts'
import { NETWORK_CASES } from './network.ts'
import { NETWORK_CARDS_CASES } from './network-cards.ts'
import { NETWORK_PLAN_CASES } from './network-plan.ts'
import { NODE_PORTS_CASES } from './node-ports.ts'
import { OS_CASES } from './os.ts'
import { PACKAGES_CASES } from './packages.ts'
import { PACKET_FILTER_CASES } from './packet-filter.ts'
import { PORTS_CASES } from './ports.ts'
import { PROXY_CASES } from './proxy.ts'
import { REGISTRY_SETUP_CASES } from './registry-setup.ts'
import { REGISTRY_STORAGE_CASES } from './registry-storage.ts'
import { SECURITY_CASES } from './security.ts'
import { SITE_PLAN_CASES } from './site-plan.ts'
import { SSH_ACCESS_CASES } from './ssh-access.ts'
import { SSH_SETUP_CASES } from './ssh-setup.ts'
import { STORAGE_SETUP_CASES } from './storage-setup.ts'
import { SYSCTL_CASES } from './sysctl.ts'
import { TIME_DNS_CASES } from './time-dns.ts'
import { TIME_SETUP_CASES } from './time-setup.ts'
import { UNIFORM_CASES } from './uniform.ts'

/** Each check's outcomes, each seen once. */
export const CASES: Record<CheckId, Record<string, Given>> = {
  ...SSH_ACCESS_CASES,
  ...SSH_SETUP_CASES,
  ...CPU_MEMORY_CASES,
  ...MACHINE_CASES,
  ...DISK_CASES,
  ...DISK_ROOM_CASES,
  ...DISK_DEVICES_CASES,
  ...KERNEL_CASES,
  ...KERNEL_MODULES_CASES,
  ...SYSCTL_CASES,
  ...OS_CASES,
  ...PACKAGES_CASES,
  ...NETWORK_CASES,
  ...NETWORK_CARDS_CASES,
  ...NETWORK_PLAN_CASES,
  ...PORTS_CASES,
  ...PACKET_FILTER_CASES,
  ...NODE_PORTS_CASES,
  ...MATRIX_CASES,
  ...LINKS_CASES,
  ...TIME_DNS_CASES,
  ...TIME_SETUP_CASES,
  ...NAMES_CASES,
  ...REGISTRY_STORAGE_CASES,
  ...PROXY_CASES,
  ...REGISTRY_SETUP_CASES,
  ...STORAGE_SETUP_CASES,
  ...GPU_CASES,
  ...GPU_RUNNING_CASES,
  ...LEFTOVERS_CASES,
  ...LEFTOVER_FILES_CASES,
  ...SECURITY_CASES,
  ...HARDENING_CASES,
  ...CLUSTER_CASES,
  ...UNIFORM_CASES,
  ...SITE_PLAN_CASES,
  ...ACTIVE_CASES,
}
