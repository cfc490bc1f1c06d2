import { ROUTES } from '@astrago/contracts'
import { REPORT_CSP, toHtml, toJson, writePdf } from '@astrago/reports'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { fileHeader, siteFile } from '../file-header.ts'
import { handle, identityOf } from '../handle.ts'
import { audit } from '../work/audit.ts'
import { reportOf } from '../work/report.ts'

const TYPES = { pdf: 'application/pdf', html: 'text/html; charset=utf-8', json: 'application/json' } as const

export function reportRoutes(app: FastifyInstance, { store, journals, version }: Deps): void {
  handle(app, ROUTES.report, async ({ params, query, request, reply }) => {
    const { format, lang } = query
    const model = await reportOf({ store, journals, log: app.log }, params.site, {
      name: identityOf(request).name,
      version,
    })
    await audit(store.db, request, 'download-report', { site: params.site, detail: format })
    const file = siteFile(model.site.name, 'report', format)
    reply.header('content-disposition', fileHeader(file, format === 'html' ? 'inline' : 'attachment'))
    reply.header('cache-control', 'no-store').type(TYPES[format])
    if (format === 'html') reply.header('content-security-policy', REPORT_CSP)
    const body =
      format === 'pdf' ? await writePdf(model, lang) : format === 'html' ? toHtml(model, lang) : toJson(model)
    return reply.send(typeof body === 'string' ? body : Buffer.from(body))
  })
}
