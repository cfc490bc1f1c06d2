import type { Fix } from '../fix.ts'
import { FIREWALL_FIXES } from './firewall.ts'
import { KERNEL_FIXES } from './kernel.ts'
import { SYSTEM_FIXES } from './system.ts'

/** Every fix, in the order in which they are made on a host. */
export const FIXES: readonly Fix[] = [...SYSTEM_FIXES, ...KERNEL_FIXES, ...FIREWALL_FIXES]
