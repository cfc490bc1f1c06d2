import { ROUTES } from '@astrago/contracts'
import { latestPlan, listRuns, readPlan } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { estimateOf, viewRun } from '../work/run-view.ts'

/** A piece of an upload; the browser sends smaller ones. */
const PIECE_BYTES = 64 * 2 ** 20

export function runRoutes(app: FastifyInstance, { store, runs, artifacts, plannings }: Deps): void {
  const { db } = store

  handle(app, ROUTES.readArtifacts, ({ params }) => artifacts.view(params.site))

  handle(app, ROUTES.useArtifactFolder, async ({ params, body, request }) => {
    await artifacts.useFolder(params.site, body.path)
    await audit(db, request, 'use-artifact-folder', { site: params.site, detail: body.path ?? '' })
    return artifacts.view(params.site)
  })

  app.addContentTypeParser('application/octet-stream', (_, payload, done) => done(null, payload))
  handle(
    app,
    ROUTES.uploadArtifact,
    async ({ params, query, request }) => {
      const piece = { name: params.name, ...query, body: request.body as never, who: identityOf(request).name }
      const offset = await artifacts.append(params.site, piece)
      if (offset === query.size) await audit(db, request, 'upload-artifact', { site: params.site, detail: params.name })
      return { offset }
    },
    { bodyLimit: PIECE_BYTES },
  )

  handle(app, ROUTES.removeArtifact, async ({ params, request }) => {
    await artifacts.remove(params.site, params.name)
    await audit(db, request, 'remove-artifact', { site: params.site, detail: params.name })
    return { ok: true } as const
  })

  handle(app, ROUTES.startPlanning, async ({ params, request }) => {
    const planning = await plannings.start(params.site, identityOf(request).name)
    await audit(db, request, 'make-plan', { site: params.site })
    return planning
  })

  handle(app, ROUTES.readPlanning, ({ params }) => ({ planning: plannings.read(params.site) }))

  handle(app, ROUTES.cancelPlanning, async ({ params, request }) => {
    plannings.cancel(params.site, identityOf(request).name)
    await audit(db, request, 'cancel-plan', { site: params.site })
    return { ok: true } as const
  })

  handle(app, ROUTES.latestPlan, ({ params }) => latestPlan(db, params.site))

  handle(app, ROUTES.estimatePlan, async ({ params }) => {
    return estimateOf(store, await readPlan(db, params.site, params.plan))
  })

  handle(app, ROUTES.startRun, async ({ params, body, request }) => {
    const run = await runs.start(params.site, params.plan, body.hash, identityOf(request).name)
    await audit(db, request, 'start-run', { site: params.site, detail: body.hash })
    return run
  })

  handle(app, ROUTES.listRuns, ({ params }) => listRuns(db, params.site, ['install', 'undo']))

  handle(app, ROUTES.readRun, ({ params }) => viewRun(store, params.site, params.run))

  handle(app, ROUTES.cancelRun, async ({ params, request }) => {
    await runs.cancel(params.site, params.run)
    await audit(db, request, 'cancel-run', { site: params.site, detail: params.run })
    return { ok: true } as const
  })

  handle(app, ROUTES.resumeRun, async ({ params, request }) => {
    const run = await runs.resume(params.site, params.run, identityOf(request).name)
    await audit(db, request, 'resume-run', { site: params.site, detail: params.run })
    return run
  })

  handle(app, ROUTES.undoRun, async ({ params, request }) => {
    const run = await runs.undo(params.site, params.run, identityOf(request).name)
    await audit(db, request, 'undo-run', { site: params.site, detail: params.run })
    return run
  })
}
