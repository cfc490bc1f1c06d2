import type { Host } from '@astrago/hosts'
import { inCluster } from '../checks/helpers.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { measureBandwidth } from './bandwidth.ts'
import { confirmRows } from './confirm.ts'
import { type LinkRow, linkKey } from './links.ts'
import { keyOf, type ReachRow } from './plan.ts'
import { pathOf } from './proof.ts'
import { type Reached, tryFrom, tryListening } from './sender.ts'
import type { HostWork } from './work.ts'

export type Meeting = {
  input: PreflightInput
  work: readonly HostWork[]
  /** The open connection to a host, as soon as it was probed; null when it could not be. */
  hostOf: (name: string) => Promise<Host | null>
  recordOf: (name: string) => Promise<HostRecord | undefined>
  /** Open listeners for some seconds where nothing else proves a way. */
  listeners: boolean
  /** Send short streams between hosts. */
  bandwidth: boolean
  /** What one host has tried and measured: of those known by then, and `whole` when all others have answered or are given up. */
  onReached: (name: string, reached: Reached, whole: boolean) => void
  /** Runs beside what a host tries towards the others, over the same connection. */
  aside?: (host: Host, node: DeclaredNode) => Promise<void>
  signal?: AbortSignal
}

async function alone(own: HostWork, meeting: Meeting): Promise<Reached> {
  const { input, hostOf, recordOf, onReached, listeners, bandwidth, signal } = meeting
  const node = input.nodes.find(({ name }) => name === own.name)
  const host = await hostOf(own.name)
  if (!node || !host) return { reach: [], links: [] }
  const record = await recordOf(own.name)
  const aside = own.probe ? meeting.aside?.(host, node) : undefined
  const sender = { host, node, record, recordOf, targets: own.targets, peers: own.peers }
  const listening = tryListening(sender, input, signal)
  const first = await tryFrom(sender, signal)
  onReached(own.name, first, false)
  const reached = { ...first, reach: [...first.reach, ...(await listening)] }
  onReached(own.name, reached, true)
  await aside
  if (!listeners && !bandwidth) await host.close().catch(() => {})
  return reached
}

/** Ports between two nodes that let a connection through and on which nobody listens. */
function freePlaces(rows: readonly ReachRow[], records: ReadonlyMap<string, HostRecord>) {
  const free = rows.filter((row) => {
    if (row.protocol !== 'tcp') return false
    const state = pathOf(row, records.get(row.to))
    return state === 'free' || (state === 'open' && row.listener)
  })
  return new Map(free.map(({ from, to, address, port }) => [`${from} ${to}`, { address, port }]))
}

/** What needs several hosts at the same moment, and leaves listeners on them for some seconds. */
async function together({ reach, links }: Reached, meeting: Meeting, hosts: Map<string, Host>): Promise<Reached> {
  const { input, work, recordOf, signal } = meeting
  const records = new Map<string, HostRecord>()
  for (const { name } of input.nodes) {
    const record = await recordOf(name)
    if (record) records.set(name, record)
  }
  const options = { hosts, ...(signal ? { signal } : {}) }
  const rows = meeting.listeners ? await confirmRows(reach, { ...options, records }) : reach
  if (!meeting.bandwidth) return { reach: rows, links }
  const places = freePlaces(rows, records)
  const members = input.nodes.filter((node) => inCluster(node) && hosts.has(node.name)).map(({ name }) => name)
  const chosen = new Set(work.filter(({ probe }) => probe).map(({ name }) => name))
  const measured = await measureBandwidth(members, {
    ...options,
    concerns: (a, b) => chosen.has(a) || chosen.has(b),
    placeOf: (from, to) => places.get(`${from} ${to}`) ?? null,
  })
  return { reach: rows, links: withBandwidth(links, measured) }
}

function withBandwidth(links: readonly LinkRow[], measured: readonly Pick<LinkRow, 'from' | 'to' | 'bandwidth'>[]) {
  const rows = new Map(links.map((link) => [linkKey(link), link]))
  for (const { from, to, bandwidth } of measured) {
    const row = rows.get(linkKey({ from, to })) ?? { from, to, rtt: null, pings: null, mtu: null }
    rows.set(linkKey(row), { ...row, bandwidth, streamed: true })
  }
  return [...rows.values()]
}

/**
 * All that hosts try and measure towards each other: each by itself as soon as it has been probed, then what needs several
 * at once. Closes the hosts. Rows come in an order that does not depend on who was quick.
 */
export async function meet(meeting: Meeting): Promise<Reached> {
  const parts = await Promise.all(meeting.work.map((own) => alone(own, meeting)))
  const reached = { reach: parts.flatMap(({ reach }) => reach), links: parts.flatMap(({ links }) => links) }
  if (!meeting.listeners && !meeting.bandwidth) return sorted(reached)
  const hosts = new Map<string, Host>()
  for (const { name } of meeting.work) {
    const host = await meeting.hostOf(name)
    if (host) hosts.set(name, host)
  }
  try {
    return sorted(await together(reached, meeting, hosts))
  } finally {
    await Promise.all([...hosts.values()].map((host) => host.close().catch(() => {})))
  }
}

const by =
  <T>(key: (row: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : 1

const sorted = ({ reach, links }: Reached): Reached => ({
  reach: reach.toSorted(by(keyOf)),
  links: links.toSorted(by(linkKey)),
})
