import { z } from 'zod'
import { FirewallSheet, isPeriod } from '../firewall.ts'
import { Requirements } from '../requirements.ts'
import type { RouteContract } from '../route.ts'
import { Locale } from '../text.ts'
import { problems, SiteParams } from './common.ts'

const lang = Locale.default('ko')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const Day = z.iso.date().optional()

export const documentRoutes = {
  firewallSheet: {
    method: 'GET',
    url: '/api/sites/:site/firewall-request',
    auth: ['reseller', 'support', 'customer'],
    summary: 'The firewall request sheet, as a document, as data, or as the commands of one kind of firewall',
    produces: ['application/json', 'application/pdf', XLSX, 'text/plain'],
    schema: {
      params: SiteParams,
      querystring: z
        .object({
          format: z.enum(['xlsx', 'pdf', 'json', 'firewalld', 'ufw', 'nftables']),
          lang,
          from: Day,
          until: Day,
        })
        .refine(isPeriod, { path: ['until'] }),
      response: { 200: z.union([FirewallSheet, z.unknown()]), ...problems },
    },
  },
  requirements: {
    method: 'GET',
    url: '/api/sites/:site/requirements',
    auth: ['reseller', 'support', 'customer'],
    summary: 'What to prepare for a site, made from the checks that will look at it',
    produces: ['application/json', 'application/pdf', XLSX],
    schema: {
      params: SiteParams,
      querystring: z.object({ format: z.enum(['pdf', 'xlsx', 'json']), lang }),
      response: { 200: z.union([Requirements, z.unknown()]), ...problems },
    },
  },
} as const satisfies Record<string, RouteContract>
