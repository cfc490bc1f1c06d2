import type { Connection, ReachResult } from './host.ts'

/** What came of a connection attempt; one that was made is closed at once, nothing is sent over it. */
export async function reachBy(attempt: Promise<Connection>): Promise<ReachResult> {
  const connection = await attempt
  if (connection.result !== 'open') return connection.result
  connection.stream.on('error', () => {})
  connection.stream.destroy()
  return 'open'
}
