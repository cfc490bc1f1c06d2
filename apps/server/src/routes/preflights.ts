import { ROUTES } from '@astrago/contracts'
import { checkInfos } from '@astrago/preflight'
import { listPreflightHeads, listWaivers, readMesh, readPreflight, revokeWaiver } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Deps } from '../app.ts'
import { fileHeader, siteFile } from '../file-header.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { declaredView, exportFacts } from '../work/preflights.ts'
import { auditLine, waiveFindings } from '../work/waivers.ts'

export function preflightRoutes(app: FastifyInstance, { store, preflights }: Deps): void {
  const { db } = store

  handle(app, ROUTES.listChecks, () => checkInfos())

  handle(app, ROUTES.startPreflight, async ({ params, body, request }) => {
    const run = await preflights.start(params.site, body, identityOf(request).name)
    await audit(db, request, 'start-preflight', { site: params.site, detail: startLine(body) })
    return { run }
  })

  handle(app, ROUTES.listPreflights, ({ params }) => listPreflightHeads(db, params.site, new Date()))

  handle(app, ROUTES.readPreflight, ({ params }) => readPreflight(db, params.site, params.run))

  handle(app, ROUTES.readDeclared, ({ params }) => declaredView(store, params.site))

  handle(app, ROUTES.readMesh, ({ params }) => readMesh(db, params.site, params.run))

  handle(app, ROUTES.cancelPreflight, async ({ params, request }) => {
    await readPreflight(db, params.site, params.run)
    preflights.cancel(params.run)
    await audit(db, request, 'cancel-preflight', { site: params.site })
    return { ok: true } as const
  })

  handle(app, ROUTES.listWaivers, ({ params }) => listWaivers(db, params.site))

  handle(app, ROUTES.waive, async ({ params, body, request }) => {
    const waivers = await waiveFindings(store, params.site, body, identityOf(request).name)
    for (const waiver of waivers) await audit(db, request, 'waive', { site: params.site, detail: auditLine(waiver) })
    return waivers
  })

  handle(app, ROUTES.revokeWaiver, async ({ params, request }) => {
    const waiver = await revokeWaiver(db, params.site, params.waiver)
    await audit(db, request, 'revoke-waiver', { site: params.site, detail: auditLine(waiver) })
    return { ok: true } as const
  })

  handle(app, ROUTES.exportFacts, async ({ params, request, reply }) => {
    const facts = await exportFacts(store, params.site)
    await audit(db, request, 'export-facts', { site: params.site })
    reply.header('content-disposition', fileHeader(siteFile(facts.site, 'facts', 'json')))
    return facts
  })
}

type Asked = z.infer<typeof ROUTES.startPreflight.schema.body>

/** Which hosts, and what was allowed on them besides reading. */
function startLine({ hosts = [], listeners, bandwidth, active }: Asked): string {
  const allowed = Object.entries({ listeners, bandwidth, active }).filter(([, is]) => is)
  return [...hosts, ...allowed.map(([name]) => `+${name}`)].join(', ')
}
