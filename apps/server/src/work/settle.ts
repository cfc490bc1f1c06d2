import { setTimeout as wait } from 'node:timers/promises'
import { isAppError, type Problem, type RunState, toProblem } from '@astrago/contracts'
import { type Db, setRunState } from '@astrago/store'
import type { FastifyBaseLogger } from 'fastify'
import type { Journals } from './journals.ts'

const RETRY_MS = 2_000

/** How a run ended; `untold` when its journal could not take that. */
export type RunEnd = { state: Exclude<RunState, 'running'>; problem?: Problem; untold?: true }

/** The end of a run whose work threw. */
export const brokenOff = (error: unknown): RunEnd => ({ state: 'failed', problem: toProblem(error), untold: true })

type Settling = { db: Db; journals: Journals; log: FastifyBaseLogger; signal: AbortSignal; run: string }

/**
 * Writes down how a run ended, as soon as the disk takes it: until then the run counts as under way. When the signal
 * aborts first, the next start finds the run interrupted.
 */
export async function settle({ db, journals, log, signal, run }: Settling, end: RunEnd): Promise<void> {
  let untold = end.untold === true
  for (let tries = 1; ; tries++) {
    try {
      if (untold) await tell(journals, run, end)
      untold = false
      await setRunState(db, run, end.state)
      return
    } catch (error) {
      if (!isAppError(error)) throw error
      if (tries === 1) log.error({ err: error, run }, 'the end of a run cannot be written yet')
      await wait(RETRY_MS, undefined, { signal })
    }
  }
}

async function tell(journals: Journals, run: string, { state, problem }: RunEnd): Promise<void> {
  const { journal, release } = await journals.use(run)
  try {
    await journal.append({ kind: 'run', state, ...(problem && { problem }) })
  } finally {
    await release()
  }
}
