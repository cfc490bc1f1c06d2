import { type Plan, ROUTES } from '@astrago/contracts'
import { readPlan } from '@astrago/store'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'

export function fixRoutes(app: FastifyInstance, { store, fixes }: Deps): void {
  handle(app, ROUTES.readFixes, ({ params }) => fixes.view(params.site))

  handle(app, ROUTES.planFixes, ({ params, body, reply }) => fixes.plan(params.site, body.fixes, untilGone(reply)))

  handle(app, ROUTES.planUndoFixes, ({ params, body, reply }) => fixes.planUndo(params.site, body, untilGone(reply)))

  handle(app, ROUTES.startFixes, async ({ params, body, request }) => {
    const run = await fixes.start(params.site, body, identityOf(request).name)
    const detail = auditLine(await readPlan(store.db, params.site, body.plan))
    await audit(store.db, request, `start-${run.kind}`, { site: params.site, detail })
    return run
  })
}

/** Aborts when the asker has gone. */
function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}

/** Every fix by its check and host. */
const auditLine = ({ phases }: Plan): string =>
  phases.flatMap(({ actions }) => actions.map(({ id }) => id.replace(/^(undo\.)?fix\./, ''))).join(', ')
