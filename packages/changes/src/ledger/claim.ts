import type { Wanted } from '../change.ts'
import { isEdited, meets, type States } from '../states.ts'
import { type Entry, type Holder, isAbout, isHeldBy, type Ledger } from './entry.ts'

/**
 * The ledger in which `holder` needs these changes, given the states of now. What is so by itself and was never ours is
 * not taken into it; what we changed for another is held by both from now on.
 */
export function claim(ledger: Ledger, changes: readonly Wanted[], states: States, holder: Holder): Ledger {
  const entries = [...ledger.entries]
  for (const change of changes) {
    const at = entries.findIndex(isAbout(change))
    const entry = claimed(entries[at], change, states(change), holder)
    if (entry) entries.splice(at < 0 ? entries.length : at, 1, entry)
  }
  return { ...ledger, entries }
}

function claimed(known: Entry | undefined, change: Wanted, state: string, holder: Holder): Entry | undefined {
  const isDone = meets(change, state)
  const { kind, name, wanted, reload = null, keepsRest } = change
  if (!known) {
    const fresh = { kind, name, before: state, after: wanted, reload, settled: false, mixed: false, holders: [holder] }
    return isDone ? undefined : fresh
  }
  const holders = isHeldBy(holder)(known) ? known.holders : [...known.holders, holder]
  if (isDone) return { ...known, holders }
  const mixed = known.mixed || (keepsRest === true && isEdited(known, state))
  return { ...known, after: wanted, reload, settled: false, mixed, holders }
}

/** The ledger in which these things are under way, or are so no more. */
export function mark(ledger: Ledger, things: readonly Pick<Entry, 'kind' | 'name'>[], settled: boolean): Ledger {
  const isMarked = (entry: Entry): boolean => things.some((thing) => isAbout(thing)(entry))
  return { ...ledger, entries: ledger.entries.map((entry) => (isMarked(entry) ? { ...entry, settled } : entry)) }
}

type Who = Pick<Holder, 'owner' | 'what'>

/** What goes back when a holder lets go, newest first: what others hold as well stays. */
export function heldAlone(ledger: Ledger, holder: Who): Entry[] {
  return ledger.entries.filter((entry) => isHeldBy(holder)(entry) && entry.holders.length === 1).reverse()
}

/** The ledger without one holder; what nobody else holds is gone from it. */
export function letGo(ledger: Ledger, { owner, what }: Who): Ledger {
  const entries = ledger.entries.flatMap((entry) => {
    const holders = entry.holders.filter((holder) => holder.owner !== owner || holder.what !== what)
    return holders.length > 0 ? [{ ...entry, holders }] : []
  })
  return { ...ledger, entries }
}
