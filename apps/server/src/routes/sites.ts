import { ROUTES } from '@astrago/contracts'
import { changeSite, listSites, makeSite } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle } from '../handle.ts'
import { audit } from '../work/audit.ts'

export function siteRoutes(app: FastifyInstance, { store, version }: Deps): void {
  const { db } = store

  handle(app, ROUTES.health, () => ({ status: 'ok' as const, version }))

  handle(app, ROUTES.listSites, () => listSites(db))

  handle(app, ROUTES.makeSite, async ({ body, request }) => {
    const site = await makeSite(db, { ...body, kind: 'remote' })
    await audit(db, request, 'make-site', { site: site.id, detail: site.name })
    return site
  })

  handle(app, ROUTES.changeSite, async ({ params, body, request }) => {
    const site = await changeSite(db, params.site, body)
    await audit(db, request, 'change-site', { site: site.id, detail: Object.keys(body).join(', ') })
    return site
  })
}
