import { z } from 'zod'
import { RELOADS } from '../reload.ts'

/** The sorts of things that we change on a host. What each means is in `kinds/`. */
export const KindId = z.enum(['file', 'sysctl', 'module', 'swap', 'unit', 'selinux', 'user', 'ufw', 'firewalld'])
export type KindId = z.infer<typeof KindId>

export const ReloadId = z.enum(Object.keys(RELOADS) as [keyof typeof RELOADS, ...(keyof typeof RELOADS)[]])
export type ReloadId = z.infer<typeof ReloadId>

/** `fix`: a fix of the preflight. `install`: the installation. */
export const Owner = z.enum(['fix', 'install'])
export type Owner = z.infer<typeof Owner>

/** Who needs a change: the fix or the action by its id, and since when (ISO time of the console). */
const Holder = z.object({ owner: Owner, what: z.string(), at: z.string() })
export type Holder = z.infer<typeof Holder>

/**
 * One thing that is not as it was found. `before` and `after` are states as its kind reads them: before our first change,
 * and after our last. It stays changed while anybody holds it; the last one to let go puts it back.
 */
export const Entry = z.object({
  kind: KindId,
  name: z.string(),
  before: z.string(),
  after: z.string(),
  reload: ReloadId.nullable(),
  /** False while a change is under way: what it was cut off in may be half done. */
  settled: z.boolean(),
  /** Somebody else's work is in it besides ours: it is not put back without a question. */
  mixed: z.boolean(),
  holders: z.array(Holder).min(1),
})
export type Entry = z.infer<typeof Entry>

/** All that is ours on a host, in the order in which it was changed. */
export const Ledger = z.object({ version: z.literal(1), entries: z.array(Entry) })
export type Ledger = z.infer<typeof Ledger>

export const isHeldBy =
  ({ owner, what }: Pick<Holder, 'owner' | 'what'>) =>
  ({ holders }: Entry): boolean =>
    holders.some((holder) => holder.owner === owner && holder.what === what)

/** Whether an entry is about the same thing as a change. */
export const isAbout =
  ({ kind, name }: { kind: KindId; name: string }) =>
  (entry: Entry): boolean =>
    entry.kind === kind && entry.name === name
