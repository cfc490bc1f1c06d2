import type { Change } from './change.ts'
import { NOT_ENFORCING, SELINUX_MODE } from './kinds/selinux.ts'

export const SELINUX_FILE = '/etc/selinux/config'

export const permissive = (text: string): string => text.replace(/^SELINUX=enforcing[^\S\n]*$/m, 'SELINUX=permissive')

/** SELinux logs what it would forbid and forbids nothing, now and after a reboot. */
export function seLinuxPermissive(): Change[] {
  return [
    { kind: 'selinux', name: SELINUX_MODE, wanted: NOT_ENFORCING },
    { kind: 'edit', name: SELINUX_FILE, edit: (text) => text && permissive(text) },
  ]
}
