import { AppError, type CheckId, type Mesh, type NewEvent, SITE_WIDE, type Verdict } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import PQueue from 'p-queue'
import type { ActiveFacts } from './active/evidence.ts'
import type { ActiveSecrets } from './active/secrets.ts'
import { activeTrial } from './active/trial.ts'
import type { Access, HostRecord } from './facts/schema.ts'
import type { PreflightInput } from './input.ts'
import { type JudgeInput, type JudgeOptions, judgeHost, judgeTogether } from './judge.ts'
import { probeHost, unreachedHost } from './probe-host.ts'
import { type LinkRow, linkKey } from './reach/links.ts'
import { meet } from './reach/meeting.ts'
import { meshOf } from './reach/mesh.ts'
import type { ReachRow, ReachTarget } from './reach/plan.ts'
import { pairTeller } from './reach/tell-pairs.ts'
import { type HostWork, workFor } from './reach/work.ts'

const CONCURRENCY = 50
const HOST_DEADLINE_MS = 40_000

type HostProgress = Extract<NewEvent, { kind: 'host' }>
export type PreflightProgress = Extract<NewEvent, { kind: 'host' | 'mesh' }>
export type PreflightResult = {
  records: HostRecord[]
  reach: ReachRow[]
  links: LinkRow[]
  /** The same between the machines of the cluster, as people look at it. */
  mesh: Mesh
  verdicts: Verdict[]
}

export type PreflightOptions = {
  input: PreflightInput
  /** Opens a host by its name in the node table. The preflight closes it. */
  open: (name: string, signal: AbortSignal) => Promise<Host>
  transport: Access['transport']
  /** Names of the hosts to probe; all without it. */
  hosts?: readonly string[]
  only?: readonly CheckId[]
  /** Open listeners on hosts for some seconds where nothing else proves that a way is free. Default false. */
  listeners?: boolean
  /** Send short streams between hosts to measure bandwidth. Default false. */
  bandwidth?: boolean
  /** Let hosts try the services of the site: names, time servers, proxy, internet, web servers. Default false. */
  active?: boolean
  /** What active checks log in with. */
  secrets?: ActiveSecrets
  /** What an earlier preflight found; kept for hosts that are not probed now. */
  earlier?: Pick<PreflightResult, 'records' | 'reach' | 'links'>
  onEvent?: (event: PreflightProgress) => void
  signal?: AbortSignal
  /** Hosts that are opened and probed at once. Default 50. */
  concurrency?: number
  /** Milliseconds for opening and probing one host. Default 40,000. */
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

/** `host` stays open for what comes after the probe; null when it could not be opened or broke off. */
type Visit = { host: Host | null; record: HostRecord | null; verdicts: readonly Verdict[] }

/** Opens a host, probes it and tells its verdicts. Never rejects: a failure is a record. */
async function visit({ name, probe }: HostWork, options: PreflightOptions): Promise<Visit> {
  const { transport, onEvent = () => {}, hostDeadlineMs = HOST_DEADLINE_MS } = options
  const deadline = AbortSignal.timeout(hostDeadlineMs)
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
  const tell = (state: HostProgress['state'], record?: HostRecord): Verdict[] => {
    const problem = record?.access.problem
    const verdicts = record ? judgeAlone(record, options) : []
    if (probe) onEvent({ kind: 'host', host: name, state, verdicts, ...(problem ? { problem } : {}) })
    return verdicts
  }
  const opening = { host: null as Host | null, over: false }
  const steps = async (): Promise<Visit> => {
    tell('connecting')
    const host = await options.open(name, signal)
    opening.host = host
    if (opening.over) await host.close()
    if (!probe) return { host, record: null, verdicts: [] }
    tell('probing')
    const record = await probeHost(host, transport, signal)
    return { host, record, verdicts: tell('judged', record) }
  }
  try {
    return await within(hostDeadlineMs, name, steps())
  } catch (error) {
    const record = probe ? unreachedHost(name, transport, error) : null
    const verdicts = record ? tell('failed', record) : []
    opening.over = true
    await closeQuietly(opening.host)
    return { host: null, record, verdicts }
  }
}

const closeQuietly = async (host: Host | null): Promise<void> => {
  await host?.close().catch(() => {})
}

function judgeAlone(record: HostRecord, { input, only }: PreflightOptions): Verdict[] {
  const alone = { ...input, records: new Map([[record.host, record]]), reach: [], links: [] }
  return judgeHost(alone, record.host, judgeOptions(only))
}

const judgeOptions = (only: readonly CheckId[] | undefined): JudgeOptions => (only ? { only } : {})

type Connections = Pick<PreflightResult, 'reach' | 'links'>

/** New rows in place of the old ones about the same, also where a host now gave none. */
function renew(earlier: Connections | undefined, fresh: Connections, work: readonly HostWork[]): Connections {
  const triedKey = ({ from, to, protocol }: ReachTarget): string => `${from} ${to} ${protocol}`
  const tried = new Set(work.flatMap(({ targets }) => targets.map(triedKey)))
  const measured = new Set(
    work.flatMap(({ name, peers }) => peers.map((peer) => linkKey({ from: name, to: peer.name }))),
  )
  const streams = new Map((earlier?.links ?? []).map((link) => [linkKey(link), link]))
  const withStream = (link: LinkRow): LinkRow => {
    const { bandwidth, streamed } = streams.get(linkKey(link)) ?? {}
    if (link.streamed || bandwidth === undefined) return link
    return { ...link, bandwidth, ...(streamed ? { streamed } : {}) }
  }
  return {
    reach: [...(earlier?.reach ?? []).filter((row) => !tried.has(triedKey(row))), ...fresh.reach],
    links: [...(earlier?.links ?? []).filter((link) => !measured.has(linkKey(link))), ...fresh.links.map(withStream)],
  }
}

/**
 * Probes the hosts in parallel and judges: each host as soon as it has answered (`onEvent`), then all together under
 * SITE_WIDE. Every host tries the others as soon as it has been probed; a dead one costs only itself. With `earlier` the
 * result covers its hosts too, judged again together.
 * @throws the signal's reason when it is aborted.
 */
export async function runPreflight(options: PreflightOptions): Promise<PreflightResult> {
  const {
    input,
    earlier,
    only,
    signal,
    transport,
    onEvent = () => {},
    listeners = false,
    bandwidth = false,
    active = false,
    secrets = {},
  } = options
  const work = workFor(options)
  const records = new Map((earlier?.records ?? []).map((record) => [record.host, record]))
  const alone = new Map<string, readonly Verdict[]>()
  const pending = new Set(work.filter(({ probe }) => probe).map(({ name }) => name))
  const nodes = input.nodes.filter(({ name }) => pending.has(name))
  const trial = active ? activeTrial({ input, nodes, only, secrets, transport, onEvent, signal }) : null
  const queue = new PQueue({ concurrency: options.concurrency ?? CONCURRENCY })
  const see = async (each: HostWork): Promise<Visit> => {
    const seen = await visit(each, options)
    pending.delete(each.name)
    if (seen.record) {
      records.set(each.name, withActive(seen.record, records.get(each.name)?.active))
      if (!only) alone.set(each.name, seen.verdicts)
      if (!seen.host) trial?.giveUp(seen.record)
    }
    return seen
  }
  const pairsOf = pairTeller({ input, records, pending })
  const tellPairs = (name: string, reached: Connections, whole: boolean): void => {
    const pairs = pairsOf(name, reached, whole)
    if (pairs.length > 0) onEvent({ kind: 'mesh', mesh: { hosts: [], ports: [], pairs } })
  }
  trial?.announce()
  const { hosts, ports } = meshOf(input, { records, reach: [], links: [] })
  if (hosts.length > 0) onEvent({ kind: 'mesh', mesh: { hosts, ports, pairs: [] } })

  const visits = new Map(work.map((each) => [each.name, queue.add(() => see(each))]))
  const fresh = await meet({
    input,
    work,
    hostOf: async (name) => (await visits.get(name))?.host ?? null,
    recordOf: async (name) => {
      await visits.get(name)
      return records.get(name)
    },
    listeners,
    bandwidth,
    onReached: tellPairs,
    ...(trial ? { aside: (host, node) => trial.tryOn(host, node, records.get(node.name)) } : {}),
    ...(signal ? { signal } : {}),
  })
  signal?.throwIfAborted()
  trial?.keepIn(records)
  const connections = renew(earlier, fresh, work)
  const judged: JudgeInput = { ...input, records, ...connections }
  const selection = judgeOptions(earlier ? undefined : only)
  const together = judgeTogether(judged, selection)
  const untold = together.filter((verdict) => !trial?.isTold(verdict))
  onEvent({ kind: 'host', host: SITE_WIDE, state: 'judged', verdicts: untold })
  return {
    records: inOrder(records, input),
    ...connections,
    mesh: meshOf(input, judged),
    verdicts: [
      ...together,
      ...input.nodes.flatMap(({ name }) => alone.get(name) ?? judgeHost(judged, name, selection)),
    ],
  }
}

/** As in the node table, whoever was quick; last those that are not in it any more. */
function inOrder(records: ReadonlyMap<string, HostRecord>, { nodes }: PreflightInput): HostRecord[] {
  const places = new Map(nodes.map(({ name }, i) => [name, i]))
  const placeOf = ({ host }: HostRecord) => places.get(host) ?? nodes.length
  return [...records.values()].toSorted((a, b) => placeOf(a) - placeOf(b))
}

const withActive = (record: HostRecord, active: ActiveFacts | undefined): HostRecord =>
  active ? { ...record, active } : record
