import { AppError, isAcceptable, ROUTES } from '@astrago/contracts'
import { checkInfos, factsFile } from '@astrago/preflight'
import {
  accept,
  latestFindings,
  listAcceptances,
  listPreflights,
  readPreflight,
  readSite,
  withdrawAcceptance,
} from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { readState } from '../work/form.ts'
import { earlierFindings, preflightInput } from '../work/preflights.ts'

export function preflightRoutes(app: FastifyInstance, { store, preflights }: Deps): void {
  const { db } = store

  handle(app, ROUTES.listChecks, () => checkInfos())

  handle(app, ROUTES.startPreflight, async ({ params, body, request }) => {
    const run = await preflights.start(params.site, body, identityOf(request).name)
    await audit(db, request, 'start-preflight', { site: params.site, detail: body.hosts?.join(', ') ?? '' })
    return { run }
  })

  handle(app, ROUTES.listPreflights, ({ params }) => listPreflights(db, params.site))

  handle(app, ROUTES.readPreflight, ({ params }) => readPreflight(db, params.site, params.run))

  handle(app, ROUTES.cancelPreflight, async ({ params, request }) => {
    await readPreflight(db, params.site, params.run)
    preflights.cancel(params.run)
    await audit(db, request, 'cancel-preflight', { site: params.site })
    return { ok: true } as const
  })

  handle(app, ROUTES.listAcceptances, ({ params }) => listAcceptances(db, params.site))

  handle(app, ROUTES.accept, async ({ params, body, request }) => {
    const { check, host, reason } = body
    const found = await latestFindings(db, params.site)
    const verdict = found?.verdicts.find((each) => each.check === check && each.host === host)
    if (!verdict || !isAcceptable(verdict)) throw new AppError('NOT_ACCEPTABLE', { params: { check } })
    const who = identityOf(request).name
    await audit(db, request, 'accept', { site: params.site, detail: `${check} ${host}: ${reason}` })
    return accept(db, params.site, { check, host, reason, who })
  })

  handle(app, ROUTES.withdrawAcceptance, async ({ params, request }) => {
    const { check, host } = await withdrawAcceptance(db, params.site, params.acceptance)
    await audit(db, request, 'withdraw-acceptance', { site: params.site, detail: `${check} ${host}` })
    return { ok: true } as const
  })

  handle(app, ROUTES.exportFacts, async ({ params, request, reply }) => {
    const site = await readSite(db, params.site)
    const found = await earlierFindings(store, params.site)
    if (!found) throw new AppError('NOT_FOUND', { params: { what: 'preflight' } })
    await audit(db, request, 'export-facts', { site: params.site })
    reply.header('content-disposition', 'attachment; filename="facts.json"')
    return factsFile(site.name, new Date().toISOString(), preflightInput(await readState(store, params.site)), found)
  })
}
