import type { StepState, VerdictStatus } from '@astrago/contracts'
import type { OpenPoint } from './model/model.ts'

/** Always beside a word. */
export const SIGNS: Record<VerdictStatus, string> = { pass: '✓', warn: '!', fail: '✕', unknown: '?' }

/** How a step's state is coloured and signed. */
export const stepStatus = (state: StepState): VerdictStatus =>
  state === 'failed' ? 'fail' : state === 'done' || state === 'already' ? 'pass' : 'unknown'

/** How an open point is: a step that failed like a failure, one that has not run like an unknown. */
export const pointStatus = ({ kind, blocking }: Pick<OpenPoint, 'kind' | 'blocking'>): VerdictStatus =>
  kind === 'step' ? (blocking ? 'fail' : 'unknown') : kind
