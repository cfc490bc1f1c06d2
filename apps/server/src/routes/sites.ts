import { randomUUID } from 'node:crypto'
import { AppError, ROUTES } from '@astrago/contracts'
import { withLease } from '@astrago/jobs'
import { changeSite, listSites, makeSite, readSite } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { fileHeader, siteFile } from '../file-header.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { readJourney } from '../work/journey.ts'
import { exportSite, importSite } from '../work/site-yaml.ts'

export function siteRoutes(app: FastifyInstance, { store, plannings, preflights, runs, version }: Deps): void {
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

  /** Keeps whatever works on a site away meanwhile. @throws SITE_BUSY while something does, NOT_FOUND */
  const atRest = async <T>(id: string, who: string, work: () => Promise<T>): Promise<T> => {
    const { id: site } = await readSite(db, id)
    const owner = preflights.under(site)
    if (owner) throw new AppError('SITE_BUSY', { params: { owner } })
    return withLease({ leases: runs.leases, site, owner: `${who} · ${randomUUID().slice(0, 8)}` }, work)
  }

  handle(app, ROUTES.changeSite, async ({ params, body, request }) => {
    const change = () => changeSite(db, params.site, body)
    const site = await (body.archived ? atRest(params.site, identityOf(request).name, change) : change())
    await audit(db, request, 'change-site', { site: site.id, detail: Object.keys(body).join(', ') })
    return site
  })

  handle(app, ROUTES.exportSite, async ({ params, request, reply }) => {
    const { name, yaml } = await exportSite(store, params.site)
    await audit(db, request, 'export-site', { site: params.site })
    reply.header('content-disposition', fileHeader(siteFile(name, 'site', 'yaml')))
    reply.type('application/yaml; charset=utf-8')
    return reply.send(yaml) as never
  })

  handle(app, ROUTES.importSite, async ({ body, request }) => {
    const site = await importSite(store, body.yaml, identityOf(request).name)
    await audit(db, request, 'import-site', { site: site.id, detail: site.name })
    return site
  })
}
