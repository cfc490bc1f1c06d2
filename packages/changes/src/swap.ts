import type { Change } from './change.ts'
import { withoutSwap } from './fstab.ts'
import { ALL_SWAP, SWAP_OFF } from './kinds/swap.ts'

export const FSTAB = '/etc/fstab'

/** Swap off, now and after a reboot. */
export function swapOff(): Change[] {
  return [
    { kind: 'swap', name: ALL_SWAP, wanted: SWAP_OFF },
    { kind: 'edit', name: FSTAB, edit: (text) => text && withoutSwap(text), reload: 'systemd' },
  ]
}
