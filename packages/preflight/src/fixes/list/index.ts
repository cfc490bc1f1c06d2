import type { Fix } from '../fix.ts'
import { FIREWALL_FIXES } from './firewall.ts'
import { MODULE_FIXES } from './modules.ts'
import { NAME_FIXES } from './names.ts'
import { SYSCTL_FIXES } from './sysctl.ts'
import { SYSTEM_FIXES } from './system.ts'
import { TIME_FIXES } from './time.ts'
import { UNIT_FIXES } from './units.ts'

/** Every fix, in the order in which they are made on a host: kernel values come behind the modules that bring them. */
export const FIXES: readonly Fix[] = [
  ...SYSTEM_FIXES,
  ...UNIT_FIXES,
  ...TIME_FIXES,
  ...NAME_FIXES,
  ...MODULE_FIXES,
  ...SYSCTL_FIXES,
  ...FIREWALL_FIXES,
]
