import { ROUTES } from '@astrago/contracts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { editSection, readState, viewForm } from '../work/form.ts'

export function formRoutes(app: FastifyInstance, { store }: Deps): void {
  handle(app, ROUTES.readForm, async ({ params }) => viewForm(await readState(store, params.site)))

  handle(app, ROUTES.saveSection, async ({ params, body, request }) => {
    const { site, section } = params
    const who = identityOf(request).name
    await editSection(store, await readState(store, site), { section, who, ...body })
    await audit(store.db, request, 'save-section', { site, detail: section })
    return viewForm(await readState(store, site))
  })
}
