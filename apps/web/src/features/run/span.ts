/** How long at least one of the spans was under way: from and to in milliseconds, overlaps counted once. */
export function coveredMs(spans: readonly (readonly [number, number])[]): number {
  let covered = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    covered += Math.max(0, to - Math.max(from, reached))
    reached = Math.max(reached, to)
  }
  return covered
}
