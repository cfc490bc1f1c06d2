import {
  AppError,
  couldBlock,
  Mesh,
  Preflight,
  type PreflightHead,
  standingOf,
  type Verdict,
  weigh,
} from '@astrago/contracts'
import type { z } from 'zod'
import type { Db } from '../open.ts'
import { listWaivers } from './waivers.ts'

export type PreflightResult = {
  hosts: string[]
  /** The checks that it has verdicts of, where not all were asked for. */
  only: readonly string[] | null
  input: unknown
  facts: unknown
  reach: unknown
  links: unknown
  mesh: Mesh
  verdicts: Verdict[]
  thresholds: string
}

/** Notes which hosts a preflight that begins is about: the page that follows it shows them all from the start. */
export async function beginPreflight(db: Db, runId: string, hosts: readonly string[]): Promise<void> {
  const nothing = { facts: '[]', reach: '[]', verdicts: '[]', counts: JSON.stringify(countStatuses([])) }
  await db.preflight.create({ data: { runId, hosts: JSON.stringify(hosts), ...nothing } })
}

/** What it found, in place of what was noted when it began. */
export async function savePreflight(db: Db, runId: string, result: PreflightResult): Promise<void> {
  const data = {
    hosts: JSON.stringify(result.hosts),
    only: result.only && JSON.stringify(result.only),
    input: JSON.stringify(result.input),
    facts: JSON.stringify(result.facts),
    reach: JSON.stringify(result.reach),
    links: JSON.stringify(result.links),
    mesh: JSON.stringify(result.mesh),
    verdicts: JSON.stringify(result.verdicts),
    counts: JSON.stringify(countStatuses(result.verdicts)),
    blockers: JSON.stringify(result.verdicts.filter(couldBlock)),
    thresholds: result.thresholds,
  }
  await db.preflight.upsert({ where: { runId }, create: { runId, ...data }, update: data })
}

function countStatuses(verdicts: readonly Verdict[]): Preflight['counts'] {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0 }
  for (const { status } of verdicts) counts[status] += 1
  return counts
}

type Row = {
  id: string
  siteId: string
  state: string
  startedAt: string
  endedAt: string | null
  preflight: { hosts: string; only: string | null; counts: string; thresholds: string | null } | null
}

const Summary = Preflight.omit({ verdicts: true })
type Summary = z.infer<typeof Summary>

function summaryOf({ siteId: site, preflight, ...row }: Row): Summary {
  const hosts = JSON.parse(preflight?.hosts ?? '[]')
  const only = JSON.parse(preflight?.only ?? 'null')
  const counts = preflight ? JSON.parse(preflight.counts) : countStatuses([])
  return Summary.parse({ ...row, site, hosts, only, counts, thresholds: preflight?.thresholds ?? null })
}

/** @throws NOT_FOUND */
export async function readPreflight(db: Db, siteId: string, id: string): Promise<Preflight> {
  const row = await db.run.findFirst({ where: { id, siteId, kind: 'preflight' }, include: { preflight: true } })
  if (!row) throw new AppError('NOT_FOUND', { params: { what: 'preflight' } })
  return { ...summaryOf(row), verdicts: parseVerdicts(row.preflight?.verdicts ?? '[]') }
}

/** What a preflight that ended found between the hosts. @throws NOT_FOUND */
export async function readMesh(db: Db, siteId: string, id: string): Promise<Mesh> {
  const row = await db.run.findFirst({
    where: { id, siteId, kind: 'preflight' },
    select: { preflight: { select: { mesh: true } } },
  })
  if (!row?.preflight?.mesh) throw new AppError('NOT_FOUND', { params: { what: 'mesh' } })
  return Mesh.parse(JSON.parse(row.preflight.mesh))
}

/** The newest preflights of a site, newest first. */
export async function listPreflights(db: Db, siteId: string): Promise<Summary[]> {
  return (await newestRows(db, siteId)).map(summaryOf)
}

function newestRows(db: Db, siteId: string) {
  return db.run.findMany({
    where: { siteId, kind: 'preflight' },
    orderBy: { startedAt: 'desc' },
    take: 50,
    include: { preflight: { select: { hosts: true, only: true, counts: true, thresholds: true, blockers: true } } },
  })
}

/** The same with what is waived at `now` counted apart. */
export async function listPreflightHeads(db: Db, siteId: string, now: Date): Promise<PreflightHead[]> {
  const [rows, waivers] = await Promise.all([newestRows(db, siteId), listWaivers(db, siteId)])
  return rows.map((row) => {
    const summary = summaryOf(row)
    const counts = { ...summary.counts, waived: 0 }
    const blockers = waivers.length > 0 ? parseVerdicts(row.preflight?.blockers ?? '[]') : []
    for (const weighed of weigh(blockers, waivers, now)) {
      counts[weighed.verdict.status] -= 1
      counts[standingOf(weighed)] += 1
    }
    return { ...summary, counts }
  })
}

export type FoundByPreflight = {
  preflight: { id: string; startedAt: string; endedAt: string | null }
  /** Null where it was not kept. */
  input: unknown
  facts: unknown
  reach: unknown
  links: unknown
  verdicts: Verdict[]
  thresholds: string | null
}

/**
 * What the newest preflight that ended found, or null when there is none. Input, facts, reach and links are
 * parsed by their package.
 */
export async function latestFindings(db: Db, siteId: string): Promise<FoundByPreflight | null> {
  const row = await db.run.findFirst({
    where: { siteId, kind: 'preflight', state: 'done', preflight: { isNot: null } },
    orderBy: { startedAt: 'desc' },
    include: { preflight: true },
  })
  if (!row?.preflight) return null
  const { id, startedAt, endedAt } = row
  const { input, facts, reach, links, verdicts, thresholds } = row.preflight
  return {
    preflight: { id, startedAt, endedAt },
    input: input && JSON.parse(input),
    facts: JSON.parse(facts),
    reach: JSON.parse(reach),
    links: JSON.parse(links),
    verdicts: parseVerdicts(verdicts),
    thresholds,
  }
}

/** The verdicts of the newest preflight that ended which stand in the way unless they are waived; null without one. */
export async function latestBlockers(db: Db, siteId: string): Promise<Verdict[] | null> {
  const row = await db.run.findFirst({
    where: { siteId, kind: 'preflight', state: 'done', preflight: { isNot: null } },
    orderBy: { startedAt: 'desc' },
    select: { preflight: { select: { blockers: true } } },
  })
  return row?.preflight ? parseVerdicts(row.preflight.blockers) : null
}

function parseVerdicts(text: string): Verdict[] {
  return Preflight.shape.verdicts.parse(JSON.parse(text))
}
