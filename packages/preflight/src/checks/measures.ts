import type { DeclaredNode } from '../input.ts'
import { pathMtu } from '../reach/mtu.ts'
import { linkBetween } from '../reach/pairs.ts'
import type { Pair } from '../thresholds/limit.ts'
import { BANDWIDTH_MBPS, LATENCY_MS, LOSS_PERCENT } from '../thresholds/mesh.ts'
import type { Measure } from './pair-verdict.ts'

const isServer = ({ roles }: DeclaredNode): boolean => roles.includes('control-plane')

/** Stricter limits hold where etcd runs at both ends. */
const limitsFor = (limits: { controlPlanes: Pair; others: Pair }, a: DeclaredNode, b: DeclaredNode): Pair =>
  isServer(a) && isServer(b) ? limits.controlPlanes : limits.others

type Degree = 'high' | 'far'
const degreeOf = (value: number, limits: Pair): Degree | null =>
  value > limits.block.value ? 'far' : value > limits.warn.value ? 'high' : null

export const latency: Measure<Degree> = (from, to, { links }) => {
  const ms = linkBetween(links, from.name, to.name)?.rtt?.ms
  if (ms === undefined) return null
  return { outcome: degreeOf(ms, limitsFor(LATENCY_MS, from, to)), value: ms, text: `${ms.toFixed(1)} ms` }
}

export const loss: Measure<Degree | 'quiet'> = (from, to, { links }) => {
  const link = linkBetween(links, from.name, to.name)
  if (!link?.rtt || !link.pings) return null
  const { pings } = link
  // The host is there and answers no ping: worse than a direction without loss, better than any loss that was seen.
  if (pings.answered === 0) return { outcome: 'quiet', value: Number.MIN_VALUE, text: '?' }
  const lost = pings.sent - pings.answered
  const value = (100 * lost) / pings.sent
  const text = `${value.toFixed(0)} % (${lost}/${pings.sent})`
  return { outcome: degreeOf(value, limitsFor(LOSS_PERCENT, from, to)), value, text }
}

export const mtu: Measure<'short'> = (from, to, world) => {
  const found = pathMtu(world, from.name, to.name)
  if (!found) return null
  const value = found.interface - found.path
  return { outcome: value > 0 ? 'short' : null, value, text: `${found.path || '?'}/${found.interface}` }
}

export const bandwidth: Measure<'slow' | 'low'> = (from, to, { links }) => {
  const mbps = linkBetween(links, from.name, to.name)?.bandwidth?.mbps
  if (mbps === undefined) return null
  const outcome = mbps < BANDWIDTH_MBPS.warn.value ? 'slow' : mbps < BANDWIDTH_MBPS.note.value ? 'low' : null
  return { outcome, value: -mbps, text: `${Math.round(mbps)} Mbit/s` }
}
