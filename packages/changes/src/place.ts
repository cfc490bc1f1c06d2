/** What the console itself keeps on a host. Readable by root alone. */
export const PLACE = {
  root: '/var/lib/astrago',
  /** What is not as it was found, and who needs it. */
  ledger: '/var/lib/astrago/ledger.json',
  /** Files and listings as they were found. */
  originals: '/var/lib/astrago/originals',
  /** Files as we left them, to show what somebody changed since. */
  ours: '/var/lib/astrago/ours',
} as const
