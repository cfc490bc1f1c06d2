export type Sample = { at: number; bytes: number }

/** What lies longer ago says nothing of how fast it goes now. */
const WINDOW_MS = 8_000

/** The samples that still count, with a new one. */
export function sampled(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  return [...samples.filter(({ at }) => sample.at - at < WINDOW_MS), sample]
}

/** Bytes in a second over the samples; null as long as they tell nothing. */
export function rateOf(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at <= first.at || last.bytes <= first.bytes) return null
  return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000
}
