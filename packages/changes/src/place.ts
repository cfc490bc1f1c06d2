/** What the console itself keeps on a host: how things were before, what it did, and files on their way. */
export const PLACE = {
  root: '/var/lib/astrago',
  originals: '/var/lib/astrago/originals',
} as const
