import { ask, must } from '@astrago/changes'
import { AppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { ActionContext } from '@astrago/jobs'
import type { Limits } from '../distribution.ts'
import { clockOf, type Following, followJournal } from '../host/follow-journal.ts'
import { waitFor } from '../host/wait.ts'
import { OURS } from './paths.ts'
import { judgeStart, lastWords, parseStatus, type ServiceStatus } from './start-outcome.ts'

export type Service = {
  unit: 'rke2-server' | 'rke2-agent'
  /** Of everything the service reads when it starts: a change means that it has to start again. */
  fingerprint: string
  /** Asked once the unit is active. */
  isReady(context: ActionContext): Promise<boolean>
}

/** Whether it runs, comes up after a reboot, runs with this configuration, and is ready. */
export async function isUp(context: ActionContext, service: Service): Promise<boolean> {
  const { host, signal } = context
  const { ActiveState, UnitFileState } = await statusOf(host, service, signal)
  if (ActiveState !== 'active' || UnitFileState !== 'enabled') return false
  return (await startedWith(host, signal)) === service.fingerprint && service.isReady(context)
}

/**
 * Starts the service and waits until it is ready, its journal in the run's log meanwhile. A start that another attempt
 * left under way is waited for; one with another configuration is stopped first.
 * @throws CLUSTER_START_TIMEOUT and the codes of StartFailure; the service is stopped then, so that the next attempt starts afresh.
 */
export async function startAndWait(context: ActionContext, service: Service, limits: Limits): Promise<void> {
  const { host, signal } = context
  const { unit, fingerprint } = service
  const before = await statusOf(host, service, signal)
  const idle = before.ActiveState === 'inactive' || before.ActiveState === 'failed'
  const goesOn = !idle && (await startedWith(host, signal)) === fingerprint
  if (!idle && !goesOn) await stopService(host, service, signal)
  // A stop between two restarts leaves the count as it was, and a start that follows would be judged by it.
  if (!goesOn) await ask(host, `systemctl reset-failed ${unit}`, { signal })
  const restartsBefore = goesOn ? before.NRestarts : 0
  const since = await clockOf(host, signal)
  const journal = followJournal(context, unit, { since, limitMs: limits.startMs + 60_000 })
  try {
    await must(host, `mkdir -p ${OURS.staging} && cat > ${OURS.started}`, { stdin: fingerprint, signal })
    await must(host, `systemctl enable ${unit} && systemctl start --no-block ${unit}`, { signal })
    await untilReady(context, service, { journal, limits, restartsBefore })
  } finally {
    await journal.stop()
  }
}

type Waiting = { journal: Following; limits: Limits; restartsBefore: number }

async function untilReady(context: ActionContext, service: Service, { journal, limits, restartsBefore }: Waiting) {
  const { host, signal } = context
  const outcome = await waitFor(
    async () => {
      const judged = judgeStart(await statusOf(host, service, signal), restartsBefore, journal.tail())
      if (judged === 'active') return (await service.isReady(context)) ? judged : undefined
      return judged === 'wait' ? undefined : judged
    },
    { limitMs: limits.startMs, pollMs: limits.pollMs, signal },
  )
  if (outcome === 'active') return
  await stopService(host, service, signal)
  const params = { service: service.unit, detail: lastWords(journal.tail()) }
  throw outcome === undefined
    ? new AppError('CLUSTER_START_TIMEOUT', { host: host.name, params: { ...params, seconds: limits.startMs / 1000 } })
    : new AppError(outcome, { host: host.name, params })
}

async function statusOf(host: Host, { unit }: Service, signal: AbortSignal): Promise<ServiceStatus> {
  const show = `systemctl show ${unit} -p ActiveState -p NRestarts -p UnitFileState`
  return parseStatus(await must(host, show, { signal }))
}

async function startedWith(host: Host, signal: AbortSignal): Promise<string> {
  return (await ask(host, `cat ${OURS.started}`, { signal })).stdout.trim()
}

async function stopService(host: Host, { unit }: Service, signal: AbortSignal): Promise<void> {
  await must(host, `systemctl stop ${unit}`, { signal, timeoutMs: 180_000 })
}
