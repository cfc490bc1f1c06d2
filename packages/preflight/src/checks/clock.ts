import type { Access, FactValues } from '../facts/schema.ts'

/** How far a host's clock is ahead of the console's, with the greatest error of that number. Milliseconds. */
export type Offset = { offset: number; error: number }

/**
 * The host wrote its time after the console sent the probe and before it had the answer: that bounds the offset from
 * both sides.
 */
export function clockOffset({ beginMs, endMs }: FactValues['clock'], { sentAt, receivedAt }: Access): Offset {
  const most = beginMs - sentAt
  const least = endMs - receivedAt
  return { offset: (most + least) / 2, error: Math.max(0, (most - least) / 2) }
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** The middle of the values; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
