import type { PlannedAction, PlannedPhase } from '@astrago/contracts'
import { canonicalJson } from './canonical.ts'

/**
 * What a phase would do now that was not approved, one line per difference; none means that it may start. Ids, hosts
 * and order must be the same in every phase; commands and files too, unless the phase is `knownLater`. `isTouched` tells
 * the actions that this run began before: they may be missing now, as done, and their files are changed already.
 */
export function differences(
  approved: PlannedPhase,
  now: readonly PlannedAction[],
  isTouched: (id: string) => boolean,
): string[] {
  const nowById = new Map(now.map((action) => [action.id, action]))
  const due = approved.actions.filter(({ id }) => nowById.has(id) || !isTouched(id))
  const approvedById = new Map(due.map((action) => [action.id, action]))
  const gone = due.filter(({ id }) => !nowById.has(id)).map((action) => `- ${name(action)}`)
  const extra = now.filter(({ id }) => !approvedById.has(id)).map((action) => `+ ${name(action)}`)
  const lists = [...gone, ...extra]
  if (lists.length > 0) return lists
  const isReordered = due.some(({ id }, i) => now[i]?.id !== id)
  if (isReordered) return [`${due.map(name).join(', ')} -> ${now.map(name).join(', ')}`]
  return due.flatMap((action) => changed(action, nowById.get(action.id), approved.knownLater !== null, isTouched))
}

const name = ({ id, host }: PlannedAction): string => `${id} (${host})`

function changed(
  approved: PlannedAction,
  now: PlannedAction | undefined,
  mayDiffer: boolean,
  isTouched: (id: string) => boolean,
): string[] {
  const parts = [
    ['host', approved.host, now?.host],
    ...(mayDiffer
      ? []
      : [
          ['commands', approved.commands, now?.commands],
          ['files', files(approved, isTouched), now && files(now, isTouched)],
        ]),
  ] as const
  const differing = parts.filter(([, before, after]) => canonicalJson(before) !== canonicalJson(after))
  return differing.length === 0 ? [] : [`~ ${name(approved)}: ${differing.map(([part]) => part).join(', ')}`]
}

function files(action: PlannedAction, isTouched: (id: string) => boolean): unknown {
  return isTouched(action.id) ? action.files.map(({ path, mode, after }) => ({ path, mode, after })) : action.files
}
