import { StepRow, type StepState } from '@astrago/contracts'
import type { Db } from '../open.ts'

type Step = { run: string; action: string; phase: string; host: string; at: string }
type Owner = { site: string; owner: string }

export type StepRows = {
  list(run: string): Promise<StepRow[]>
  /** Makes or changes the row to 'running' with one attempt more. Null when `owner` no longer has the site's lease. */
  attempt(lease: Owner, step: Step): Promise<number | null>
  /** Makes or changes the row to its end state. False when `owner` no longer has the site's lease. */
  record(lease: Owner, step: Step & { state: StepState; ms: number | null }): Promise<boolean>
}

/** The steps of runs. Each write holds the lease's owner in the same statement: who lost the lease writes nothing. */
export function stepRows(db: Db): StepRows {
  return {
    async list(run) {
      const rows = await db.step.findMany({ where: { runId: run }, orderBy: { startedAt: 'asc' } })
      return rows.map((row) => StepRow.parse(row))
    },
    async attempt({ site, owner }, { run, action, phase, host, at }) {
      const rows = await db.$queryRaw<{ attempts: number | bigint }[]>`
        INSERT INTO "Step" ("runId", "action", "phase", "host", "state", "attempts", "startedAt")
        SELECT ${run}, ${action}, ${phase}, ${host}, 'running', 1, ${at}
        WHERE EXISTS (SELECT 1 FROM "Lease" WHERE "siteId" = ${site} AND "owner" = ${owner})
        ON CONFLICT ("runId", "action") DO UPDATE SET "state" = 'running', "attempts" = "Step"."attempts" + 1,
          "startedAt" = excluded."startedAt", "endedAt" = NULL, "ms" = NULL
        RETURNING "attempts"`
      return rows[0] ? Number(rows[0].attempts) : null
    },
    async record({ site, owner }, { run, action, phase, host, at, state, ms }) {
      const written = await db.$executeRaw`
        INSERT INTO "Step" ("runId", "action", "phase", "host", "state", "attempts", "startedAt", "endedAt", "ms")
        SELECT ${run}, ${action}, ${phase}, ${host}, ${state}, 0, ${at}, ${at}, ${ms}
        WHERE EXISTS (SELECT 1 FROM "Lease" WHERE "siteId" = ${site} AND "owner" = ${owner})
        ON CONFLICT ("runId", "action") DO UPDATE SET "state" = excluded."state", "endedAt" = excluded."endedAt",
          "ms" = excluded."ms"`
      return written === 1
    },
  }
}

/**
 * Steps of the newest installations that came to their end on as many hosts, give or take a half, whatever site they
 * were of: one list each.
 */
export async function stepsOfSimilarRuns(
  db: Db,
  { except, hosts, most }: { except: string; hosts: number; most: number },
): Promise<StepRow[][]> {
  const runs = await db.$queryRaw<{ id: string }[]>`
    SELECT r."id" FROM "Run" r
    JOIN (SELECT "runId", COUNT(DISTINCT "host") AS "hosts" FROM "Step" GROUP BY "runId") s ON s."runId" = r."id"
    WHERE r."kind" = 'install' AND r."state" = 'done' AND r."id" <> ${except}
      AND s."hosts" BETWEEN ${Math.ceil(hosts / 1.5)} AND ${Math.floor(hosts * 1.5)}
    ORDER BY r."startedAt" DESC LIMIT ${most}`
  return Promise.all(runs.map(({ id }) => stepRows(db).list(id)))
}
