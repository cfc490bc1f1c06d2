import { HostView, Problem } from '@astrago/contracts'
import type { Db } from '../open.ts'

const Summary = HostView.shape.summary

export type HostRow = {
  name: string
  address: string
  offeredType: string | null
  offered: string | null
  pinnedType: string | null
  pinned: string | null
  reached: boolean | null
  problem: Problem | null
  summary: HostView['summary']
  seenAt: string | null
}

export async function readHostRows(db: Db, siteId: string): Promise<Map<string, HostRow>> {
  const rows = await db.host.findMany({ where: { siteId } })
  return new Map(
    rows.map(({ siteId: _, ...row }) => [
      row.name,
      {
        ...row,
        problem: row.problem === null ? null : Problem.parse(JSON.parse(row.problem)),
        summary: row.summary === null ? null : Summary.parse(JSON.parse(row.summary)),
      },
    ]),
  )
}

export type HostSeen = Partial<Omit<HostRow, 'name' | 'address'>>

/** Notes what was seen of a host. A row under another address is begun anew: its pinned key was another machine's. */
export async function noteHost(
  db: Db,
  siteId: string,
  host: { name: string; address: string },
  seen: HostSeen,
): Promise<void> {
  const key = { siteId_name: { siteId, name: host.name } }
  const { problem, summary, ...plain } = seen
  const data = {
    ...plain,
    ...(problem === undefined ? {} : { problem: problem && JSON.stringify(problem) }),
    ...(summary === undefined ? {} : { summary: summary && JSON.stringify(summary) }),
    seenAt: new Date().toISOString(),
  }
  await db.$transaction(async (tx) => {
    const row = await tx.host.findUnique({ where: key })
    if (row && row.address !== host.address) await tx.host.delete({ where: key })
    await tx.host.upsert({ where: key, create: { siteId, ...host, ...data }, update: data })
  })
}
