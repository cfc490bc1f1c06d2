import type { RunView } from '@astrago/contracts'

type View = Pick<RunView, 'run' | 'refused'>
export type Offers = Record<'cancel' | 'undo' | 'resume' | 'plan' | 'report' | 'preflight', boolean>

/** Taking the installation back has begun. */
export const isTakenBack = ({ refused }: Pick<RunView, 'refused'>): boolean => refused.resume?.code === 'RUN_TAKEN_BACK'

/** The installation was undone: what comes next is a new plan. */
export const isUndone = ({ refused }: Pick<RunView, 'refused'>): boolean =>
  isTakenBack({ refused }) && refused.undo?.code === 'NOTHING_TO_UNDO'

/** What one may do with a run as it stands. Of resume, plan, report and preflight at most one is offered. */
export function offersOf(view: View): Offers {
  const { run, refused } = view
  const ended = run.state !== 'running'
  const install = run.kind === 'install'
  return {
    cancel: !ended,
    undo: ended && refused.undo === null,
    resume: ended && install && refused.resume === null,
    plan: ended && isUndone(view),
    preflight: ended && (run.kind === 'fix' || run.kind === 'undo-fixes'),
    report: install && run.state === 'done' && !isTakenBack(view),
  }
}
