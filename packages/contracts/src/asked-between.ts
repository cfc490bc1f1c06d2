/** What a stream between two hosts is held to, and with how many others a host is measured: a bad card or cable shows with any. */
export const STREAM = { mebibytes: 256, seconds: 1.5, partners: 8 } as const

/** However it goes on: after so long a listener that was asked for ends by itself. */
export const LISTEN_SECONDS = 25

/** A stream with its two ends opened: half a second more, which a host with nc waits and one with python3 mostly does not need. */
const WAY_SECONDS = STREAM.seconds + 0.5

/** In how many rounds `hosts` meet each other, no host being in two pairs of a round. */
export function streamRounds(hosts: number): number {
  if (hosts < 2) return 0
  return Math.min(STREAM.partners, hosts % 2 === 0 ? hosts - 1 : hosts)
}

/** About how many seconds streams between `hosts` take, at the end of a preflight: both ways of a pair, one after the other. */
export const streamSeconds = (hosts: number): number => streamRounds(hosts) * 2 * WAY_SECONDS
