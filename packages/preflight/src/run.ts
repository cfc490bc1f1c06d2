import { AppError, type CheckId, type NewEvent, SITE_WIDE, type Verdict } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import PQueue from 'p-queue'
import type { Access, HostRecord } from './facts/schema.ts'
import type { PreflightInput } from './input.ts'
import { type JudgeInput, type JudgeOptions, judgeAll, judgeHost, judgeTogether } from './judge.ts'
import { probeHost, unreachedHost } from './probe-host.ts'
import { type ReachRow, type ReachTarget, reachPlan } from './reach/plan.ts'
import { runReach } from './reach/run.ts'

const CONCURRENCY = 50
const HOST_DEADLINE_MS = 40_000
/** Checks that read the connections between hosts; without one of them none is tried. */
const REACH_CHECKS: readonly CheckId[] = [
  'ports-between-hosts',
  'vip-free',
  'registry-tcp',
  'nfs-server-tcp',
  'ssh-forwarding',
]

export type PreflightProgress = Extract<NewEvent, { kind: 'host' }>
export type PreflightResult = { records: HostRecord[]; reach: ReachRow[]; verdicts: Verdict[] }

export type PreflightOptions = {
  input: PreflightInput
  /** Opens a host by its name in the node table. The preflight closes it. */
  open: (name: string, signal: AbortSignal) => Promise<Host>
  transport: Access['transport']
  /** Names of the hosts to probe; all without it. */
  hosts?: readonly string[]
  only?: readonly CheckId[]
  /** What an earlier preflight found; kept for hosts that are not probed now. */
  earlier?: Pick<PreflightResult, 'records' | 'reach'>
  onEvent?: (event: PreflightProgress) => void
  signal?: AbortSignal
  /** Hosts at once. Default 50. */
  concurrency?: number
  /** Milliseconds for everything on one host. Default 40,000. */
  hostDeadlineMs?: number
}

/** Rejects with HOST_TIMEOUT after `ms`, whatever the promise does. */
async function within<T>(ms: number, host: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AppError('HOST_TIMEOUT', { host, params: { seconds: Math.round(ms / 1000) } })),
      ms,
    )
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

type HostWork = { name: string; probe: boolean; targets: ReachTarget[] }
type HostResult = { record: HostRecord | null; reach: ReachRow[] }

/** Which hosts to open and what for: the chosen ones for all, others only to try connections to the chosen ones. */
function workFor({ input, hosts, only }: PreflightOptions): HostWork[] {
  const chosen = new Set(hosts ?? input.nodes.map((node) => node.name))
  const wanted = !only || only.some((check) => REACH_CHECKS.includes(check))
  const targets = wanted ? reachPlan(input).filter(({ from, to }) => chosen.has(from) || chosen.has(to)) : []
  return input.nodes
    .map(({ name }) => ({ name, probe: chosen.has(name), targets: targets.filter(({ from }) => from === name) }))
    .filter(({ probe, targets: own }) => probe || own.length > 0)
}

/** Opens a host, probes it, tells its verdicts, then tries its connections. Never rejects: a failure is a record. */
async function workOn(work: HostWork, options: PreflightOptions): Promise<HostResult> {
  const { name, probe, targets } = work
  const { transport, onEvent = () => {}, hostDeadlineMs = HOST_DEADLINE_MS } = options
  const deadline = AbortSignal.timeout(hostDeadlineMs)
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
  const tell = (state: PreflightProgress['state'], record?: HostRecord): void => {
    if (!probe) return
    const problem = record?.access.problem
    onEvent({
      kind: 'host',
      host: name,
      state,
      verdicts: record ? judgeAlone(record, options) : [],
      ...(problem ? { problem } : {}),
    })
  }
  const opening = { host: null as Host | null, over: false }
  const steps = async (): Promise<HostResult> => {
    tell('connecting')
    const host = await options.open(name, signal)
    opening.host = host
    if (opening.over) await host.close()
    let record: HostRecord | null = null
    if (probe) {
      tell('probing')
      record = await probeHost(host, transport, signal)
      tell('judged', record)
    }
    return { record, reach: await runReach(new Map([[name, host]]), targets, { signal }) }
  }
  try {
    return await within(hostDeadlineMs, name, steps())
  } catch (error) {
    const record = probe ? unreachedHost(name, transport, error) : null
    if (record) tell('failed', record)
    return { record, reach: [] }
  } finally {
    opening.over = true
    await opening.host?.close().catch(() => {})
  }
}

function judgeAlone(record: HostRecord, { input, only }: PreflightOptions): Verdict[] {
  return judgeHost({ ...input, records: new Map([[record.host, record]]), reach: [] }, record.host, judgeOptions(only))
}

const judgeOptions = (only: readonly CheckId[] | undefined): JudgeOptions => (only ? { only } : {})

/** New rows in place of the old ones that tried the same. */
function mergeReach(
  earlier: readonly ReachRow[],
  fresh: readonly ReachRow[],
  tried: readonly ReachTarget[],
): ReachRow[] {
  const key = ({ from, to, port }: ReachTarget): string => `${from} ${to} ${port}`
  const replaced = new Set(tried.map(key))
  return [...earlier.filter((row) => !replaced.has(key(row))), ...fresh]
}

/**
 * Probes the hosts in parallel and judges: each host as soon as it has answered (`onEvent`), then all together under
 * SITE_WIDE. A dead host costs only itself. With `earlier` the result covers its hosts too, judged again together.
 * @throws the signal's reason when it is aborted.
 */
export async function runPreflight(options: PreflightOptions): Promise<PreflightResult> {
  const { input, earlier, only, signal, onEvent = () => {} } = options
  const work = workFor(options)
  const queue = new PQueue({ concurrency: options.concurrency ?? CONCURRENCY })
  const results = await queue.addAll(work.map((each) => () => workOn(each, options)))
  signal?.throwIfAborted()

  const records = new Map((earlier?.records ?? []).map((record) => [record.host, record]))
  for (const { record } of results) if (record) records.set(record.host, record)
  const reach = mergeReach(
    earlier?.reach ?? [],
    results.flatMap((result) => result.reach),
    work.flatMap(({ targets }) => targets),
  )
  const judged: JudgeInput = { ...input, records, reach }
  const selection = judgeOptions(earlier ? undefined : only)
  onEvent({ kind: 'host', host: SITE_WIDE, state: 'judged', verdicts: judgeTogether(judged, selection) })
  return { records: [...records.values()], reach, verdicts: judgeAll(judged, selection) }
}
