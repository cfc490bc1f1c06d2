import { AppError, type Localized, type PlannedAction, type PlannedPhase } from '@astrago/contracts'
import type { Action, Phase } from '../action.ts'
import type { Redactor } from '../redact/redactor.ts'

/** A secret this long in a plan is no chance: shorter ones may equal an ordinary word and are masked instead. */
const SURELY_SECRET = 8

/**
 * A phase and its actions as data for people. Short secrets are masked.
 * @throws PLAN_SHOWS_SECRET when a secret of eight characters or more is in the texts of an action
 */
export function plannedPhase(phase: Phase, actions: readonly Action[], redactor: Redactor): PlannedPhase {
  const { id, title, explain, concurrency, knownLater = null } = phase
  const planned = actions.map((action) => plannedAction(id, action))
  if (redactor.shows(JSON.stringify(planned), SURELY_SECRET)) throw shownSecret(planned, redactor)
  const masked = planned.map((action) => maskAction(action, redactor))
  return { id, title, explain, concurrency, knownLater, actions: masked }
}

/** The same action with every known secret in its texts masked; ids and hosts stay. */
export function maskAction(action: PlannedAction, redactor: Redactor): PlannedAction {
  const mask = redactor.redact
  const maskOrNull = (text: string | null): string | null => (text === null ? null : mask(text))
  const describe: Localized = { ko: mask(action.describe.ko), en: mask(action.describe.en) }
  const files = action.files.map((file) => ({
    path: mask(file.path),
    mode: file.mode,
    before: maskOrNull(file.before),
    after: maskOrNull(file.after),
  }))
  return { ...action, describe, commands: action.commands.map(mask), files }
}

function plannedAction(phase: string, action: Action): PlannedAction {
  const { id, host, describe, commands, files, expectedMs } = action
  return {
    id,
    phase,
    host,
    describe,
    commands: [...commands],
    files: [...files],
    undoable: action.undo !== undefined,
    pointOfNoReturn: action.pointOfNoReturn ?? false,
    expectedMs,
  }
}

function shownSecret(planned: readonly PlannedAction[], redactor: Redactor): AppError {
  const guilty = planned.find((action) => redactor.shows(JSON.stringify(action), SURELY_SECRET))
  return new AppError('PLAN_SHOWS_SECRET', { params: { action: guilty?.id ?? '?' } })
}
