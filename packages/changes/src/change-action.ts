import type { FileChange, Localized } from '@astrago/contracts'
import type { Action } from '@astrago/jobs'
import type { Change, Wanted } from './change.ts'
import { hold, isHeld } from './hold.ts'
import { byKind, KINDS } from './kinds/index.ts'
import type { Owner } from './ledger/entry.ts'
import { release } from './release.ts'
import { RELOADS } from './reload.ts'

export type ChangeAction = {
  id: string
  host: string
  owner: Owner
  describe: Localized
  changes: readonly Change[]
  /** The files that change, as people may see them. */
  files?: readonly FileChange[]
  expectedMs?: number
}

/** An action that makes changes and holds them under its id; undoing it lets go of them. */
export function changeAction({ id, host, owner, describe, changes, files = [], expectedMs }: ChangeAction): Action {
  const holder = { owner, what: id }
  return {
    id,
    host,
    describe,
    commands: commandsOf(changes),
    files,
    expectedMs: expectedMs ?? 1_000,
    verify: (context) => isHeld(context, changes, holder),
    apply: (context) => hold(context, changes, holder),
    undo: (context) => release(context, holder),
  }
}

/** What is run for these changes, as people may read it. Edits are shown as files. */
function commandsOf(changes: readonly Change[]): string[] {
  const wanted = changes.filter((change): change is Wanted => change.kind !== 'edit')
  const reloads = new Set(changes.flatMap((change) => change.reload ?? []))
  return [
    ...byKind(wanted).flatMap(([kind, group]) => KINDS[kind].commands(group)),
    ...[...reloads].map((id) => RELOADS[id]),
  ]
}
