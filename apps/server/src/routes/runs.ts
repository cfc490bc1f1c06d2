import { ROUTES } from '@astrago/contracts'
import { latestPlan, listRuns, setArtifactFolder } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { appendUpload, useArtifactFolder, viewArtifacts } from '../work/artifacts.ts'
import { audit } from '../work/audit.ts'
import { planInstallation } from '../work/install-plan.ts'
import { viewRun } from '../work/run-view.ts'

/** A piece of an upload; the browser sends smaller ones. */
const PIECE_BYTES = 64 * 2 ** 20

export function runRoutes(app: FastifyInstance, { store, runs }: Deps): void {
  const { db } = store

  handle(app, ROUTES.readArtifacts, ({ params }) => viewArtifacts(store, params.site))

  handle(app, ROUTES.useArtifactFolder, async ({ params, body, request }) => {
    await useArtifactFolder(store, params.site, body.path)
    await audit(db, request, 'use-artifact-folder', { site: params.site, detail: body.path })
    return viewArtifacts(store, params.site)
  })

  app.addContentTypeParser('application/octet-stream', (_, payload, done) => done(null, payload))
  handle(
    app,
    ROUTES.uploadArtifact,
    async ({ params, query, request }) => {
      if (query.offset === 0) await setArtifactFolder(db, params.site, null)
      const upload = { siteId: params.site, name: params.name, ...query, body: request.body as never }
      return { offset: await appendUpload(store, upload) }
    },
    { bodyLimit: PIECE_BYTES },
  )

  handle(app, ROUTES.makePlan, async ({ params, request }) => {
    const gone = new AbortController()
    request.raw.once('close', () => request.raw.destroyed && gone.abort())
    const plan = await planInstallation(store, params.site, identityOf(request).name, gone.signal)
    await audit(db, request, 'make-plan', { site: params.site, detail: plan.hash })
    return plan
  })

  handle(app, ROUTES.latestPlan, ({ params }) => latestPlan(db, params.site))

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
