import { AppError } from '@astrago/contracts'
import type { ActionContext } from '@astrago/jobs'
import { editsOf, nameOf } from './edits.ts'
import { byKind, KINDS } from './kinds/index.ts'
import { heldAlone, letGo, mark } from './ledger/claim.ts'
import type { Entry, Holder, Ledger } from './ledger/entry.ts'
import { isHeldBy } from './ledger/entry.ts'
import { readLedger, writeLedger } from './ledger/file.ts'
import { reload } from './reload.ts'
import { isEdited, readStates, type States } from './states.ts'

type Context = Pick<ActionContext, 'host' | 'signal' | 'log'>

/** `keepEdited`: what somebody changed since stays as they made it, and is ours no more. */
export type ReleaseOptions = { keepEdited?: boolean }

/**
 * Lets go of what one holder has on a host: what nobody else needs is put back, the newest first. Does nothing where there
 * is nothing.
 * @throws CHANGE_EDITED before anything is put back, when somebody changed one of these things since
 */
export async function release(
  context: Context,
  holder: Omit<Holder, 'at'>,
  { keepEdited = false }: ReleaseOptions = {},
): Promise<void> {
  const { host, signal } = context
  const read = await readLedger(host, signal)
  if (!read.ledger.entries.some(isHeldBy(holder))) return
  const alone = heldAlone(read.ledger, holder)
  const states = await readStates(context, alone)
  const edited = alone.filter((entry) => isEdited(entry, states(entry)))
  if (edited.length > 0 && !keepEdited) {
    for (const line of await editsOf(context, edited, states)) context.log(line, 'warn')
    const detail = edited.map(nameOf).join(', ')
    throw new AppError('CHANGE_EDITED', { host: host.name, params: { detail } })
  }
  const due = alone.filter((entry) => !edited.includes(entry))
  const written = await writeLedger(host, read, mark(read.ledger, due, false), signal)
  await back(context, due, states)
  const left = letGo(read.ledger, holder)
  await forget(context, alone, left)
  await writeLedger(host, written, left, signal)
}

async function back(context: Context, entries: readonly Entry[], states: States): Promise<void> {
  const changed = entries.filter((entry) => states(entry) !== entry.before)
  for (const [kind, group] of byKind(changed)) await KINDS[kind].back(context, group)
  await reload(
    context.host,
    entries.map((entry) => entry.reload),
    context.signal,
  )
}

async function forget(context: Context, entries: readonly Entry[], left: Ledger): Promise<void> {
  for (const [kind, group] of byKind(entries)) {
    const stay = left.entries.filter((entry) => entry.kind === kind).map(({ name }) => name)
    await KINDS[kind].forget?.(
      context,
      group.map(({ name }) => name),
      stay,
    )
  }
}
