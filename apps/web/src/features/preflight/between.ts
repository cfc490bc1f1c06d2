import { type JourneyState, LISTEN_SECONDS, STREAM, streamSeconds } from '@astrago/contracts'

/** The hosts of a site, as its journey counts them; 0 while it is not known. */
export const countHosts = (journey: readonly JourneyState[] | undefined): number =>
  journey?.find(({ step }) => step === 'hosts')?.counts.hosts ?? 0

/** What is said of listeners and streams between so many hosts: seconds, sizes and how many others a host meets. */
export const betweenNumbers = (hosts: number) => ({
  hosts,
  listen: LISTEN_SECONDS,
  way: STREAM.seconds,
  mebibytes: STREAM.mebibytes,
  partners: STREAM.partners,
  pair: streamSeconds(2).about,
  all: streamSeconds(hosts).about,
  most: streamSeconds(hosts).most,
})
