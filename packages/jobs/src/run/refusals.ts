import type { Plan, Problem, Run } from '@astrago/contracts'
import { isOurs } from './undo.ts'

/** What became of a site since an installation began. */
export type Since = {
  /** States of the undoings of it. */
  undoings: readonly Run['state'][]
  /** Installations that began later. */
  newer: readonly Pick<Run, 'startedAt' | 'steps'>[]
}

export type Refusals = { resume: Problem | null; undo: Problem | null }

/**
 * Why an installation cannot be resumed or undone now; null where it can. Pure.
 *
 * Once taking it back has begun it can only be taken back to the end: a host that left the cluster would join a new one
 * beside those that are still in the old. And runs are taken back in reverse order, the last first: an older one's files
 * stand below those of a newer one, and its plan knows nothing of what the newer one did.
 */
export function refusals(run: Pick<Run, 'kind' | 'state' | 'steps'>, plan: Plan, { undoings, newer }: Since): Refusals {
  const notNow = (state: string): Problem => ({ code: 'RUN_NOT_POSSIBLE', params: { state } })
  if (run.kind !== 'install' || run.state === 'running') return { resume: notNow(run.state), undo: notNow(run.state) }
  if (undoings.includes('running')) return { resume: notNow('running'), undo: notNow('running') }
  const later = newer.find(({ steps }) => steps.some(isOurs))
  const superseded: Problem | null = later
    ? { code: 'RUN_SUPERSEDED', params: { startedAt: later.startedAt.slice(0, 16).replace('T', ' ') } }
    : null
  const undoable = new Set(plan.phases.flatMap(({ actions }) => actions.filter((a) => a.undoable).map(({ id }) => id)))
  const left = run.steps.some((row) => isOurs(row) && undoable.has(row.action))
  return {
    resume: isTakenBack(run, undoings)
      ? { code: 'RUN_TAKEN_BACK' }
      : (superseded ?? (run.state === 'done' ? notNow('done') : null)),
    undo: superseded ?? (left ? null : { code: 'NOTHING_TO_UNDO' }),
  }
}

/** Whether taking an installation back has begun. */
export function isTakenBack({ steps }: Pick<Run, 'steps'>, undoings: Since['undoings']): boolean {
  return undoings.length > 0 || steps.some(({ state }) => state === 'undone')
}
