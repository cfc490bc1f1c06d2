import type { FileChange } from '@astrago/contracts'
import { type Host, quote } from '@astrago/hosts'
import { z } from 'zod'
import { originalOf } from './kinds/file.ts'
import { byKind, KINDS } from './kinds/index.ts'
import { heldAlone, letGo } from './ledger/claim.ts'
import { Entry, isHeldBy, type Owner } from './ledger/entry.ts'
import { ledgerOf } from './ledger/file.ts'
import { maskText } from './mask.ts'
import { readText } from './on-host.ts'
import { RELOADS } from './reload.ts'
import { isEdited, readStates } from './states.ts'

/** Texts of a file as people may see them; null where there is none. */
const Texts = z.object({ now: z.string().nullable(), original: z.string().nullable() })

/**
 * What one holder has on a host: since when, and what goes back when it lets go, the newest first. What others need as well
 * is not in it. `edited`: what somebody changed since, so that it does not go back.
 */
export const Held = z.object({
  what: z.string(),
  at: z.string(),
  goesBack: z.array(Entry),
  edited: z.array(Entry),
  files: z.record(z.string(), Texts),
})
export type Held = z.infer<typeof Held>

/**
 * Everything that an owner has on a host, in the order to let go of it. Changes nothing.
 * @throws LEDGER_UNREADABLE
 */
export async function readHeld(host: Host, owner: Owner, signal: AbortSignal): Promise<Held[]> {
  let ledger = await ledgerOf(host, signal)
  const holders = ledger.entries.flatMap((entry) => entry.holders).filter((holder) => holder.owner === owner)
  const newest = [...new Map(holders.map((holder) => [holder.what, holder])).values()].reverse()
  const states = await readStates({ host, signal, log: () => {} }, ledger.entries.filter(isOwnedBy(owner)))
  const held: Held[] = []
  for (const { what, at } of newest) {
    const [edited, goesBack] = parted(heldAlone(ledger, { owner, what }), (entry) => isEdited(entry, states(entry)))
    held.push({ what, at, goesBack, edited, files: await readTexts(host, goesBack, signal) })
    ledger = letGo(ledger, { owner, what })
  }
  return held
}

const isOwnedBy =
  (owner: Owner) =>
  ({ holders }: Entry): boolean =>
    holders.some((holder) => holder.owner === owner)

const parted = (entries: readonly Entry[], isFirst: (entry: Entry) => boolean): [Entry[], Entry[]] => [
  entries.filter(isFirst),
  entries.filter((entry) => !isFirst(entry)),
]

/** Whether this holder has nothing on a host any more. */
export async function isLetGo(host: Host, owner: Owner, what: string, signal: AbortSignal): Promise<boolean> {
  return !(await ledgerOf(host, signal)).entries.some(isHeldBy({ owner, what }))
}

async function readTexts(host: Host, entries: readonly Entry[], signal: AbortSignal): Promise<Held['files']> {
  const text = async (path: string): Promise<string | null> => {
    const found = await readText(host, quote(path), signal)
    return found === null ? null : maskText(found)
  }
  const files = entries
    .filter(({ kind }) => kind === 'file')
    .map(async ({ name }) => [name, { now: await text(name), original: await text(originalOf(name)) }] as const)
  return Object.fromEntries(await Promise.all(files))
}

/** What is run to put it back, as people may read it. */
export function backCommands({ goesBack }: Held): string[] {
  const reloads = new Set(goesBack.flatMap(({ reload }) => reload ?? []))
  return [
    ...byKind(goesBack).flatMap(([kind, entries]) => KINDS[kind].backCommands(entries)),
    ...[...reloads].map((id) => RELOADS[id]),
  ]
}

/** The files that go back, from how they are to how they were found. */
export function backFiles({ goesBack, files }: Held): FileChange[] {
  return goesBack
    .filter(({ kind }) => kind === 'file')
    .flatMap(({ name, before }) => {
      const { now = null, original = null } = files[name] ?? {}
      const mode = before.split(' ')[2] ?? '-'
      return now === original ? [] : [{ path: name, mode, before: now, after: original }]
    })
}
