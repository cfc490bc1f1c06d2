import { ROUTES } from '@astrago/contracts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { editSections, readState, viewForm } from '../work/form.ts'

export function formRoutes(app: FastifyInstance, { store }: Deps): void {
  handle(app, ROUTES.readForm, async ({ params }) => viewForm(await readState(store, params.site)))

  handle(app, ROUTES.saveSection, async ({ params, body, request }) => {
    const { site, section } = params
    const who = identityOf(request).name
    await editSections(store, await readState(store, site), [{ section, ...body }], who)
    await audit(store.db, request, 'save-section', { site, detail: section })
    return viewForm(await readState(store, site))
  })

  handle(app, ROUTES.saveSections, async ({ params: { site }, body: { sections }, request }) => {
    await editSections(store, await readState(store, site), sections, identityOf(request).name)
    for (const { section } of sections) await audit(store.db, request, 'save-section', { site, detail: section })
    return viewForm(await readState(store, site))
  })
}
