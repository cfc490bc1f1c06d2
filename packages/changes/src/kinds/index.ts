import type { KindId } from '../ledger/entry.ts'
import { file } from './file.ts'
import { firewalld, ufw } from './firewall.ts'
import type { Kind } from './kind.ts'
import { module } from './module.ts'
import { selinux } from './selinux.ts'
import { swap } from './swap.ts'
import { sysctl } from './sysctl.ts'
import { unit } from './unit.ts'
import { user } from './user.ts'

export const KINDS: Readonly<Record<KindId, Kind>> = { file, sysctl, module, swap, unit, selinux, user, ufw, firewalld }

/** In the order of their first member. */
export function byKind<T extends { kind: KindId }>(items: readonly T[]): [kind: KindId, items: T[]][] {
  return [...Map.groupBy(items, ({ kind }) => kind)]
}
