import { AppError, ROUTES } from '@astrago/contracts'
import { serverOf } from '@astrago/kubernetes'
import { keptKubeconfig, readSite } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { fileHeader } from '../file-header.ts'
import { handle } from '../handle.ts'
import { audit } from '../work/audit.ts'

export function clusterRoutes(app: FastifyInstance, { store }: Deps): void {
  handle(app, ROUTES.readCluster, async ({ params }) => {
    const site = await readSite(store.db, params.site)
    const text = await keptKubeconfig(store.vault, site.id).read()
    return { server: text === null ? null : serverOf(text) }
  })

  handle(app, ROUTES.downloadKubeconfig, async ({ params, request, reply }) => {
    const site = await readSite(store.db, params.site)
    const text = await keptKubeconfig(store.vault, site.id).read()
    if (text === null) throw new AppError('KUBECONFIG_MISSING', { params: { site: site.name } })
    await audit(store.db, request, 'download-kubeconfig', { site: site.id })
    reply.header('content-disposition', fileHeader(`kubeconfig-${site.name}.yaml`))
    reply.header('cache-control', 'no-store').type('application/yaml; charset=utf-8')
    return reply.send(text) as never
  })
}
