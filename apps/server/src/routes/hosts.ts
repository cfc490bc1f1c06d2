import { ROUTES } from '@astrago/contracts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { readState } from '../work/form.ts'
import { confirmHostKeys, reachHosts, viewHosts } from '../work/site-hosts.ts'

export function hostRoutes(app: FastifyInstance, { store }: Deps): void {
  handle(app, ROUTES.listHosts, async ({ params }) => viewHosts(store, await readState(store, params.site)))

  handle(app, ROUTES.reachHosts, async ({ params, body, request }) => {
    const state = await readState(store, params.site)
    await audit(store.db, request, 'reach-hosts', { site: params.site, detail: (body.hosts ?? []).join(', ') })
    await reachHosts(store, state, body.hosts ? new Set(body.hosts) : null)
    return viewHosts(store, state)
  })

  handle(app, ROUTES.confirmHostKeys, async ({ params, body, request }) => {
    const state = await readState(store, params.site)
    await confirmHostKeys(store, params.site, body.hosts)
    const detail = body.hosts.map(({ name, fingerprint }) => `${name} ${fingerprint}`).join(', ')
    await audit(store.db, request, 'confirm-host-keys', { site: params.site, detail })
    await reachHosts(store, state, new Set(body.hosts.map(({ name }) => name)))
    return viewHosts(store, state)
  })
}
