import type { JournalEvent, NewEvent, StepRow } from '@astrago/contracts'
import type { Journal } from './log/log-writer.ts'
import type { Lease, LeaseStore, StepStore } from './run/stores.ts'

/** A journal in memory, standing in for the file: numbers events as the file does and keeps them all. */
export function memoryJournal(): Journal & { events: JournalEvent[] } {
  const events: JournalEvent[] = []
  let next = 1
  const append = async (event: NewEvent): Promise<number> => {
    const n = next
    next += event.kind === 'log' ? event.lines : 1
    events.push({ n, at: Date.now(), ...event })
    return n
  }
  return { append, events }
}

/** Leases in memory, standing in for the rows. `steal` is what another console does once the term is over. */
export function memoryLeases(): LeaseStore & { steal(site: string, owner: string): void } {
  const owners = new Map<string, string>()
  const isMine = (site: string, owner: string): boolean => owners.get(site) === owner
  return {
    take: async (site, owner) => {
      if (owners.has(site)) return isMine(site, owner)
      owners.set(site, owner)
      return true
    },
    renew: async (site, owner) => isMine(site, owner),
    drop: async (site, owner) => {
      if (isMine(site, owner)) owners.delete(site)
    },
    owner: async (site) => owners.get(site) ?? null,
    steal: (site, owner) => {
      owners.set(site, owner)
    },
  }
}

/** Step rows in memory, standing in for the database; writes check the lease as the rows do. */
export function memorySteps(leases: LeaseStore): StepStore & { rows: Map<string, StepRow> } {
  const rows = new Map<string, StepRow>()
  const owns = async ({ site, owner }: Lease): Promise<boolean> => (await leases.owner(site)) === owner
  const key = (run: string, action: string): string => `${run} ${action}`
  return {
    rows,
    list: async (run) => [...rows].filter(([at]) => at.startsWith(`${run} `)).map(([, row]) => row),
    attempt: async (lease, { run, action, phase, host, at }) => {
      if (!(await owns(lease))) return null
      const attempts = (rows.get(key(run, action))?.attempts ?? 0) + 1
      const row: StepRow = { action, phase, host, state: 'running', attempts, startedAt: at, endedAt: null, ms: null }
      rows.set(key(run, action), row)
      return attempts
    },
    record: async (lease, { run, action, phase, host, at, state, ms }) => {
      if (!(await owns(lease))) return false
      const before = rows.get(key(run, action))
      const { attempts = 0, startedAt = null } = before ?? {}
      rows.set(key(run, action), { action, phase, host, state, attempts, startedAt, endedAt: at, ms })
      return true
    },
  }
}
