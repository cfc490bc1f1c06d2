import { setTimeout as wait } from 'node:timers/promises'
import { AppError, type StepEvent, type StepRow, type StepState } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { Action, ActionContext } from '../action.ts'
import { type Journal, type LogWriter, makeLogWriter } from '../log/log-writer.ts'
import type { Redactor } from '../redact/redactor.ts'
import { causeTexts, leaseLost, onHost, retryHelps, shownProblem } from './problems.ts'
import type { Lease, RecordedStep, StepStore } from './stores.ts'

/** The places in a step where a test may make the process fail. */
export type FaultPoint = 'counted' | 'applied' | 'recorded'

/** What every step of a run works with. */
export type Worker = {
  run: string
  hosts: ReadonlyMap<string, Host>
  steps: StepStore
  journal: Journal
  lease: Lease
  redactor: Redactor
  /** Aborts on cancel and when the lease is lost. */
  signal: AbortSignal
  onPoint?: (point: FaultPoint, action: string) => void | Promise<void>
}

export type Ended = { state: 'done' | 'already' } | { state: 'cancelled' } | { state: 'failed'; error: unknown }

type Step = { worker: Worker; phase: string; action: Action; row: StepRow | undefined }

/**
 * Brings one action to an end: asks whether it is so already, else counts an attempt, applies, asks again and records.
 * Tries again as the action's policy and the table of errors allow. A failure of the action is a result.
 * @throws LEASE_LOST, and what the stores throw: then nothing is known to be recorded
 */
export async function runAction(worker: Worker, phase: string, action: Action, row?: StepRow): Promise<Ended> {
  const step: Step = { worker, phase, action, row }
  let attempt = row?.attempts ?? 0
  const begin = async (): Promise<number> => {
    attempt = await countAttempt(step)
    return attempt
  }
  for (let tries = 1; ; tries++) {
    const startedAt = performance.now()
    const log = makeLogWriter({ ...worker, host: action.host, step: action.id })
    try {
      worker.signal.throwIfAborted()
      return await tryOnce(step, log, attempt, begin)
    } catch (error) {
      await endLog(log, error, worker.signal)
      const state = await endOfTry(step, error, { attempt, tries, ms: performance.now() - startedAt })
      if (state !== 'again') return state
    }
  }
}

async function tryOnce(step: Step, log: LogWriter, attempts: number, begin: () => Promise<number>): Promise<Ended> {
  const { worker, action } = step
  const context = contextOf(worker, action.host, log)
  const startedAt = performance.now()
  if (await action.verify(context)) {
    await log.end()
    return foundDone(step, attempts)
  }
  const attempt = await begin()
  await emit(step, 'running', attempt)
  await worker.onPoint?.('counted', action.id)
  await action.apply(context)
  await worker.onPoint?.('applied', action.id)
  if (!(await action.verify(context))) {
    throw new AppError('STEP_NOT_VERIFIED', { params: { action: action.id } })
  }
  await log.end()
  const ms = Math.round(performance.now() - startedAt)
  await record(step, 'done', ms)
  await worker.onPoint?.('recorded', action.id)
  await emit(step, 'done', attempt, { ms })
  return { state: 'done' }
}

/** Found as wanted without applying: our own doing when an attempt was counted before, else somebody else's. */
async function foundDone(step: Step, attempts: number): Promise<Ended> {
  const known = step.row?.state
  const state = known === 'done' || known === 'already' ? known : attempts > 0 ? 'done' : 'already'
  if (state !== known) await record(step, state, null)
  await emit(step, state, attempts)
  return { state }
}

type Try = { attempt: number; tries: number; ms: number }

async function endOfTry(step: Step, error: unknown, { attempt, tries, ms }: Try): Promise<Ended | 'again'> {
  const { worker, action, row } = step
  if (worker.lease.signal.aborted) throw worker.lease.signal.reason
  const isBegun = attempt > (row?.attempts ?? 0)
  if (worker.signal.aborted) {
    if (isBegun) {
      await record(step, 'cancelled', Math.round(ms))
      await emit(step, 'cancelled', attempt)
    }
    return { state: 'cancelled' }
  }
  if (isLeaseLost(error)) throw error
  const { attempts: most, delayMs } = action.retry ?? { attempts: 1, delayMs: 0 }
  const failure = onHost(error, action.host)
  const took = { ms: Math.round(ms), problem: shownProblem(failure, worker.redactor) }
  if (tries < most && retryHelps(error)) {
    await emit(step, 'failed', attempt, { ...took, again: true })
    await wait(delayMs, undefined, { signal: worker.signal }).catch(() => undefined)
    return 'again'
  }
  await record(step, 'failed', Math.round(ms))
  await emit(step, 'failed', attempt, took)
  return { state: 'failed', error: failure }
}

const isLeaseLost = (error: unknown): boolean => error instanceof AppError && error.code === 'LEASE_LOST'

async function countAttempt({ worker, phase, action }: Step): Promise<number> {
  const { run, steps, lease } = worker
  const step = { run, action: action.id, phase, host: action.host, at: new Date().toISOString() }
  const attempt = await steps.attempt(lease, step)
  if (attempt === null) throw leaseLost()
  return attempt
}

async function record({ worker, phase, action }: Step, state: RecordedStep['state'], ms: number | null): Promise<void> {
  const { run, steps, lease } = worker
  const step = { run, action: action.id, phase, host: action.host, at: new Date().toISOString(), state, ms }
  if (!(await steps.record(lease, step))) throw leaseLost()
}

type More = Pick<StepEvent, 'ms' | 'problem' | 'again'>

async function emit(step: Step, state: StepState, attempt: number, more: More = {}): Promise<void> {
  const { worker, phase, action } = step
  await worker.journal.append({ kind: 'step', step: action.id, phase, host: action.host, state, attempt, ...more })
}

/** What the log still holds is written even when the step failed; that failure is then the one that is told. */
async function endLog(log: LogWriter, error: unknown, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) for (const text of causeTexts(error)) log.log(text, 'error')
  await log.end().catch(() => undefined)
}

export function contextOf(worker: Worker, host: string, log: LogWriter): ActionContext {
  const { hosts, signal } = worker
  return {
    host: hostNamed(hosts, host),
    signal,
    log: log.log,
    relay: log.relay,
    output: log.output,
    hostNamed: (name) => hostNamed(hosts, name),
  }
}

function hostNamed(hosts: ReadonlyMap<string, Host>, name: string): Host {
  const host = hosts.get(name)
  if (!host) throw new AppError('INTERNAL', { cause: new Error(`There is no host ${name}`) })
  return host
}
