import { LISTEN_SECONDS, STREAM, streamSeconds } from '@astrago/contracts'

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
