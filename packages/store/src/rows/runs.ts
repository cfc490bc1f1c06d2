import { randomUUID } from 'node:crypto'
import { AppError, Plan, Run, type RunKind, type RunState } from '@astrago/contracts'
import type { Db } from '../open.ts'
import { stepRows } from './steps.ts'

const now = (): string => new Date().toISOString()

type Row = { id: string; siteId: string; planId: string | null }
const head = ({ siteId, planId, ...row }: Row): Omit<Run, 'steps'> =>
  Run.omit({ steps: true }).parse({ ...row, site: siteId, plan: planId })

/** Runs about findings of the preflight; each has a plan of its own. */
const FIX_KINDS = ['fix', 'undo-fixes'] as const satisfies readonly RunKind[]
export type FixKind = (typeof FIX_KINDS)[number]

export type NewRun = { siteId: string; kind: RunKind; planId?: string; undoes?: string; startedBy: string }

export async function startRun(db: Db, { siteId, kind, planId, undoes, startedBy }: NewRun): Promise<Run> {
  const refs = { planId: planId ?? null, undoes: undoes ?? null }
  const data = { id: randomUUID(), siteId, kind, ...refs, state: 'running', startedBy, startedAt: now() }
  return { ...head(await db.run.create({ data })), steps: [] }
}

/** A run that makes or takes back fixes, in one with its plan: a plan without such a run is one of an installation. */
export async function startFixRun(db: Db, kind: FixKind, plan: Plan, startedBy: string): Promise<Run> {
  const run = { id: randomUUID(), siteId: plan.site, kind, state: 'running', startedBy, startedAt: now() }
  await db.plan.create({ data: { ...planRow(plan.site, plan), runs: { create: run } } })
  return readRun(db, plan.site, run.id)
}

/** The newest run that made or took back fixes. */
export async function newestFixRun(db: Db, siteId: string): Promise<Omit<Run, 'steps'> | null> {
  const where = { siteId, kind: { in: [...FIX_KINDS] } }
  const row = await db.run.findFirst({ where, orderBy: { startedAt: 'desc' } })
  return row && head(row)
}

/** The fixes that runs of this console have made on a site, or begun, by the names that ledgers have for them. */
export async function fixesByConsole(db: Db, siteId: string): Promise<ReadonlySet<string>> {
  const steps = await db.step.findMany({ where: { run: { siteId, kind: 'fix' } }, select: { action: true } })
  return new Set(steps.map(({ action }) => action))
}

/** A run with its steps; the steps of an undoing are those of the run it takes back. @throws NOT_FOUND */
export async function readRun(db: Db, siteId: string, id: string): Promise<Run> {
  const row = await db.run.findFirst({ where: { id, siteId } })
  if (!row) throw new AppError('NOT_FOUND', { params: { what: 'run' } })
  return { ...head(row), steps: await stepRows(db).list(row.undoes ?? id) }
}

/** Runs of the given kinds, newest first, without their steps. */
export async function listRuns(db: Db, siteId: string, kinds: readonly RunKind[]): Promise<Omit<Run, 'steps'>[]> {
  const where = { siteId, kind: { in: [...kinds] } }
  return (await db.run.findMany({ where, orderBy: { startedAt: 'desc' }, take: 200 })).map(head)
}

/** Whether a run that there is has come to an end. */
export async function isOver(db: Db, id: string): Promise<boolean> {
  const row = await db.run.findUnique({ where: { id }, select: { state: true } })
  return row !== null && row.state !== 'running'
}

export async function setRunState(db: Db, id: string, state: RunState): Promise<void> {
  await db.run.update({ where: { id }, data: { state, endedAt: state === 'running' ? null : now() } })
}

/** Runs that a process that is gone left as running become interrupted; @returns them. */
export async function interruptRuns(db: Db): Promise<{ id: string; siteId: string; kind: string }[]> {
  const rows = await db.run.findMany({ where: { state: 'running' }, select: { id: true, siteId: true, kind: true } })
  await db.run.updateMany({ where: { state: 'running' }, data: { state: 'interrupted', endedAt: now() } })
  return rows
}

export async function savePlan(db: Db, siteId: string, plan: Plan): Promise<void> {
  await db.plan.create({ data: planRow(siteId, plan) })
}

const planRow = (siteId: string, plan: Plan) => {
  const { id, createdAt, hash } = plan
  return { id, siteId, createdAt, hash, data: JSON.stringify(plan) }
}

/** @throws NOT_FOUND */
export async function readPlan(db: Db, siteId: string, id: string): Promise<Plan> {
  return parsePlan(await db.plan.findFirst({ where: { id, siteId } }))
}

/** Of an installation. */
const installPlans = (siteId: string) => ({ siteId, runs: { none: { kind: { in: [...FIX_KINDS] } } } })

/** The newest plan of an installation. @throws NOT_FOUND */
export async function latestPlan(db: Db, siteId: string): Promise<Plan> {
  return parsePlan(await db.plan.findFirst({ where: installPlans(siteId), orderBy: { createdAt: 'desc' } }))
}

export function countPlans(db: Db, siteId: string): Promise<number> {
  return db.plan.count({ where: installPlans(siteId) })
}

/** When the newest plan of an installation was made and how much stands in its way, without the plan itself. */
export async function newestPlan(db: Db, siteId: string): Promise<{ createdAt: string; obstacles: number } | null> {
  const [row] = await db.$queryRaw<{ createdAt: string; obstacles: number | bigint | null }[]>`
    SELECT "createdAt", json_array_length("data", '$.obstacles') AS "obstacles" FROM "Plan" p
    WHERE "siteId" = ${siteId}
      AND NOT EXISTS (SELECT 1 FROM "Run" r WHERE r."planId" = p."id" AND r."kind" IN (${FIX_KINDS[0]}, ${FIX_KINDS[1]}))
    ORDER BY "createdAt" DESC LIMIT 1`
  return row ? { createdAt: row.createdAt, obstacles: Number(row.obstacles ?? 0) } : null
}

function parsePlan(row: { data: string } | null): Plan {
  if (!row) throw new AppError('NOT_FOUND', { params: { what: 'plan' } })
  return Plan.parse(JSON.parse(row.data))
}
