import type { Host } from '@astrago/hosts'
import type { HostRecord } from '../facts/schema.ts'
import { runAttempts } from './attempts.ts'
import { runTcp } from './channels.ts'
import { type Listener, openListener } from './listener.ts'
import { keyOf, type ReachRow, type ReachTarget, rowOf } from './plan.ts'
import { pathOf } from './proof.ts'

type Deps = {
  hosts: ReadonlyMap<string, Host>
  records: ReadonlyMap<string, HostRecord>
  signal?: AbortSignal
}

/** sshd with room for one session: a listener there would hold up what the host has to try itself. */
const hasOneSession = (record: HostRecord | undefined): boolean =>
  record !== undefined && 'value' in record.facts.sshd && record.facts.sshd.value.maxSessions === 1

const nameOf = ({ protocol, port }: Pick<ReachTarget, 'protocol' | 'port'>): string => `${protocol} ${port}`

async function openAll(
  doubtful: readonly ReachRow[],
  { hosts, records, signal }: Deps,
): Promise<Map<string, Listener>> {
  const byTarget = [...Map.groupBy(doubtful, ({ to }) => to)]
  const opened = await Promise.all(
    byTarget.map(async ([name, rows]): Promise<[string, Listener][]> => {
      const host = hosts.get(name)
      const ports = [...new Map(rows.map((row) => [nameOf(row), row])).values()]
      const address = rows[0]?.address ?? ''
      if (!host || hasOneSession(records.get(name))) return []
      const listener = await openListener(host, address, ports, signal)
      return listener ? [[name, listener]] : []
    }),
  )
  return new Map(opened.flat())
}

/** What the attempt proves, now that a listener stands there; null when it fell meanwhile. */
function confirmed(row: ReachRow, listener: Listener): ReachRow | null {
  if (!listener.isUp() || row.result === 'lost') return null
  const came = listener.came().has(`${row.from} ${row.port} ${row.bytes ?? 0}`)
  return { ...row, listener: true, result: row.protocol === 'udp' && came ? 'open' : row.result }
}

/** The doubtful rows of one sender once more. */
async function tryAgain(from: string, rows: readonly ReachRow[], { hosts, signal }: Deps): Promise<ReachRow[]> {
  const host = hosts.get(from)
  if (!host) return rows.map((row) => rowOf(row, 'lost'))
  const options = signal ? { signal } : {}
  const targets = rows.map(({ to, address, port, protocol, bytes }) => ({
    from,
    to,
    address,
    port,
    protocol,
    ...(bytes === undefined ? {} : { bytes }),
  }))
  const tcp = targets.filter(({ protocol }) => protocol === 'tcp')
  const udp = targets.filter(({ protocol }) => protocol === 'udp')
  return (await Promise.all([runTcp(host, tcp, options), udp.length ? runAttempts(host, udp, options) : []])).flat()
}

/**
 * Opens listeners for some seconds where a refusal or a silence proves nothing, and tries those attempts again. A row that
 * could not be confirmed stays as it was.
 */
export async function confirmRows(rows: readonly ReachRow[], deps: Deps): Promise<ReachRow[]> {
  const doubtful = rows.filter((row) => pathOf(row, deps.records.get(row.to)) === 'not-proven')
  const listeners = await openAll(doubtful, deps)
  try {
    const covered = doubtful.filter((row) => listeners.get(row.to)?.stands.has(nameOf(row)))
    const senders = [...Map.groupBy(covered, ({ from }) => from)]
    const again = (await Promise.all(senders.map(([from, own]) => tryAgain(from, own, deps)))).flat()
    const better = new Map(
      again.flatMap((row): [string, ReachRow][] => {
        const listener = listeners.get(row.to)
        const sure = listener ? confirmed(row, listener) : null
        return sure ? [[keyOf(row), sure]] : []
      }),
    )
    return rows.map((row) => better.get(keyOf(row)) ?? row)
  } finally {
    await Promise.all([...listeners.values()].map((listener) => listener.close()))
  }
}
