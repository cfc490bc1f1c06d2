import { ROUTES } from '@astrago/contracts'
import { readRun } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'

export function fixRoutes(app: FastifyInstance, { store, fixes }: Deps): void {
  const { db } = store

  handle(app, ROUTES.readFixes, ({ params }) => fixes.offers(params.site))

  handle(app, ROUTES.planFixes, ({ params, body }) => fixes.plan(params.site, body.fixes))

  handle(app, ROUTES.planUndoFixes, ({ params, body }) => fixes.planUndo(params.site, body))

  handle(app, ROUTES.startFixes, async ({ params, body, request }) => {
    const run = await fixes.start(params.site, body, identityOf(request).name)
    await audit(db, request, `start-${run.kind}`, { site: params.site, detail: body.hash })
    return run
  })

  handle(app, ROUTES.readFixRun, ({ params }) => readRun(db, params.site, params.run))
}
