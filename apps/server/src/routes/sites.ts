import { ROUTES } from '@astrago/contracts'
import { changeSite, listSites, makeSite } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { readJourney } from '../work/journey.ts'
import { exportSite, importSite } from '../work/site-yaml.ts'

export function siteRoutes(app: FastifyInstance, { store, plannings, version }: Deps): void {
  const { db } = store

  handle(app, ROUTES.health, () => ({ status: 'ok' as const, version }))

  handle(app, ROUTES.openApi, async () => (await import('@astrago/contracts/openapi')).openApi())

  const journeyOf = async (site: string) =>
    readJourney(store, site, { planning: plannings.read(site)?.state === 'running' })

  handle(app, ROUTES.listSites, async () => {
    const sites = await listSites(db)
    return Promise.all(
      sites.map(async (site) => ({ ...site, journey: site.archived ? [] : (await journeyOf(site.id)).journey })),
    )
  })

  handle(app, ROUTES.makeSite, async ({ body, request }) => {
    const site = await makeSite(db, { ...body, kind: 'remote' })
    await audit(db, request, 'make-site', { site: site.id, detail: site.name })
    return site
  })

  handle(app, ROUTES.readSite, ({ params }) => journeyOf(params.site))

  handle(app, ROUTES.changeSite, async ({ params, body, request }) => {
    const site = await changeSite(db, params.site, body)
    await audit(db, request, 'change-site', { site: site.id, detail: Object.keys(body).join(', ') })
    return site
  })

  handle(app, ROUTES.exportSite, async ({ params, request, reply }) => {
    const yaml = await exportSite(store, params.site)
    await audit(db, request, 'export-site', { site: params.site })
    reply.header('content-disposition', 'attachment; filename="site.yaml"').type('application/yaml; charset=utf-8')
    return reply.send(yaml) as never
  })

  handle(app, ROUTES.importSite, async ({ body, request }) => {
    const site = await importSite(store, body.yaml, identityOf(request).name)
    await audit(db, request, 'import-site', { site: site.id, detail: site.name })
    return site
  })
}
