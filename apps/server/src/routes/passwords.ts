import { ROUTES } from '@astrago/contracts'
import { madeSecrets, readMadeSecret, readSite } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle } from '../handle.ts'
import { audit } from '../work/audit.ts'

export function passwordRoutes(app: FastifyInstance, { store }: Deps): void {
  handle(app, ROUTES.listPasswords, async ({ params }) => {
    const site = await readSite(store.db, params.site)
    return { fields: await madeSecrets(store.db, site.id) }
  })

  handle(app, ROUTES.showPassword, async ({ params, request, reply }) => {
    const site = await readSite(store.db, params.site)
    const password = await readMadeSecret({ db: store.db, vault: () => store.vault }, site.id, params.field)
    await audit(store.db, request, 'show-password', { site: site.id, detail: params.field })
    reply.header('cache-control', 'no-store')
    return { password }
  })
}
