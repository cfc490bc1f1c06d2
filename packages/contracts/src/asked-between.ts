/**
 * What a stream between two hosts is held to, and with how many others a host is measured: a bad card or cable shows with
 * any. `goneSeconds`: a very slow link still brings what was sent long ago; by then both ends are gone, however it goes on.
 */
export const STREAM = { mebibytes: 256, seconds: 1.5, goneSeconds: 8, partners: 8 } as const

/** However it goes on: after so long a listener that was asked for ends by itself. */
export const LISTEN_SECONDS = 25

/** Until the two ends of a stream are open: a host with nc waits so long, one with python3 mostly does not need it. */
const OPEN_SECONDS = 0.5

/** In how many rounds `hosts` meet each other, no host being in two pairs of a round. */
export function streamRounds(hosts: number): number {
  if (hosts < 2) return 0
  return Math.min(STREAM.partners, hosts % 2 === 0 ? hosts - 1 : hosts)
}

/**
 * How many seconds streams between `hosts` take at the end of a preflight, both ways of a pair one after the other: about,
 * and at most, which is where all links are very slow.
 */
export function streamSeconds(hosts: number): { about: number; most: number } {
  const ways = streamRounds(hosts) * 2
  return { about: ways * (STREAM.seconds + OPEN_SECONDS), most: ways * (STREAM.goneSeconds + OPEN_SECONDS) }
}
