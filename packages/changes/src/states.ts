import type { Wanted } from './change.ts'
import { byKind, KINDS } from './kinds/index.ts'
import type { KindContext } from './kinds/kind.ts'
import type { Entry, KindId } from './ledger/entry.ts'

type Thing = { kind: KindId; name: string }
/** The state of things on a host, by kind and name. */
export type States = (thing: Thing) => string

const keyOf = ({ kind, name }: Thing): string => `${kind} ${name}`

/** Asks a host for the states of all these, each kind with one question. */
export async function readStates(context: KindContext, things: readonly Thing[]): Promise<States> {
  const states = new Map<string, string>()
  for (const [kind, group] of byKind(things)) {
    const found = await KINDS[kind].read(
      context,
      group.map(({ name }) => name),
    )
    for (const [name, state] of found) states.set(keyOf({ kind, name }), state)
  }
  return (thing) => states.get(keyOf(thing)) ?? ''
}

/** Whether a state is as good as the one that is wanted. */
export function meets({ wanted, least }: Pick<Wanted, 'wanted' | 'least'>, state: string): boolean {
  if (state === wanted) return true
  return least === true && state !== '' && Number(state) >= Number(wanted)
}

/** Whether somebody has changed a thing of ours since. A file that is gone and a rule of a firewall hold nothing that could be lost. */
export function isEdited({ kind, before, after, settled, mixed }: Entry, state: string): boolean {
  if (state === before) return false
  if (state === after) return mixed
  if (kind === 'firewalld' || (kind === 'file' && state === 'absent')) return false
  if (kind === 'file' && !settled && contentOf(state) === contentOf(after)) return false
  return settled || KINDS[kind].atomic
}

/** The state of a file without its mode and owner, which a change that is cut off has not set yet. */
const contentOf = (state: string): string => state.split(' ').slice(0, 2).join(' ')
