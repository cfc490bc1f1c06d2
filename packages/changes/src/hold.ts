import type { ActionContext } from '@astrago/jobs'
import type { Change, Wanted } from './change.ts'
import { byKind, KINDS } from './kinds/index.ts'
import { claim, mark } from './ledger/claim.ts'
import { type Holder, isAbout, isHeldBy } from './ledger/entry.ts'
import { changeLedger, readLedger, writeLedger } from './ledger/file.ts'
import { reload } from './reload.ts'
import { resolve } from './resolve.ts'
import { meets, readStates, type States } from './states.ts'

type Context = Pick<ActionContext, 'host' | 'signal' | 'log'>

/** Whether all this is so now, and whatever of it is our doing is also held by this holder. */
export async function isHeld(
  context: Context,
  changes: readonly Change[],
  holder: Omit<Holder, 'at'>,
): Promise<boolean> {
  const { host, signal } = context
  const { ledger } = await readLedger(host, signal)
  const wanted = await resolve(host, changes, signal)
  const states = await readStates(context, wanted)
  return wanted.every((change) => {
    const entry = ledger.entries.find(isAbout(change))
    return meets(change, states(change)) && (!entry || (entry.settled && isHeldBy(holder)(entry)))
  })
}

/**
 * Makes changes on a host and holds them. How it was is noted on the host before anything is changed, so that whatever
 * breaks off in between can be gone on with or taken back, also by another console.
 * @throws LEDGER_UNREADABLE, LEDGER_MOVED and HOST_DISK_FULL before anything is changed, and what the changes throw
 */
export async function hold(context: Context, changes: readonly Change[], holder: Omit<Holder, 'at'>): Promise<void> {
  const { host, signal } = context
  const read = await readLedger(host, signal)
  const wanted = await resolve(host, changes, signal)
  const states = await readStates(context, wanted)
  const claimed = claim(read.ledger, wanted, states, { ...holder, at: new Date().toISOString() })
  const under = wanted.filter((change) => claimed.entries.some((entry) => isAbout(change)(entry) && !entry.settled))
  const written = await writeLedger(host, read, claimed, signal)
  await keep(context, under)
  await make(context, under, states)
  await reload(
    host,
    under.map((change) => change.reload),
    signal,
  )
  await changeLedger(host, written, (ledger) => mark(ledger, under, true), signal)
}

async function keep(context: Context, changes: readonly Wanted[]): Promise<void> {
  for (const [kind, group] of byKind(changes))
    await KINDS[kind].keep?.(
      context,
      group.map(({ name }) => name),
    )
}

/** In their order: a kernel value may be there only once its module is. */
async function make(context: Context, changes: readonly Wanted[], states: States): Promise<void> {
  const due = changes.filter((change) => !meets(change, states(change)))
  for (const [kind, group] of byKind(due)) await KINDS[kind].make(context, group)
}
