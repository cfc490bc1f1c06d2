import { ROUTES } from '@astrago/contracts'
import {
  firewallCommandsText,
  firewallDocument,
  requirementsDocument,
  type Sheet,
  sheetPdf,
  toXlsx,
} from '@astrago/reports'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../app.ts'
import { fileHeader, siteFile } from '../file-header.ts'
import { handle } from '../handle.ts'
import { firewallSheetOf, requirementsOf } from '../work/documents.ts'

const TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  sh: 'text/plain; charset=utf-8',
} as const

type Attachment = { site: string; name: string; kind: keyof typeof TYPES; body: Uint8Array | string }

function send(reply: FastifyReply, { site, name, kind, body }: Attachment) {
  reply.header('content-disposition', fileHeader(siteFile(site, name, kind)))
  reply.header('cache-control', 'no-store').type(TYPES[kind])
  return reply.send(typeof body === 'string' ? body : Buffer.from(body)) as never
}

const written = (sheet: Sheet, kind: 'pdf' | 'xlsx'): Promise<Uint8Array> =>
  kind === 'pdf' ? sheetPdf(sheet) : toXlsx(sheet)

export function documentRoutes(app: FastifyInstance, { store, version }: Deps): void {
  const product = `AstraGo Installation Console ${version}`

  handle(app, ROUTES.firewallSheet, async ({ params, query, reply }) => {
    const { format, lang, from = null, until = null } = query
    const sheet = await firewallSheetOf(store, params.site, { from, until })
    if (format === 'json') return sheet
    const site = sheet.site.name
    if (format !== 'pdf' && format !== 'xlsx')
      return send(reply, { site, name: `firewall-${format}`, kind: 'sh', body: firewallCommandsText(sheet, format) })
    const document = firewallDocument(sheet, lang, product, format === 'pdf' ? 'print' : 'spreadsheet')
    return send(reply, { site, name: 'firewall', kind: format, body: await written(document, format) })
  })

  handle(app, ROUTES.requirements, async ({ params, query, reply }) => {
    const { format, lang } = query
    const model = await requirementsOf(store, params.site)
    if (format === 'json') return model
    const document = requirementsDocument(model, lang, product)
    return send(reply, {
      site: model.site.name,
      name: 'requirements',
      kind: format,
      body: await written(document, format),
    })
  })
}
