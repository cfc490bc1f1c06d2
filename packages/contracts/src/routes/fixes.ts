import { z } from 'zod'
import { FixesView, FixOffer } from '../fixes.ts'
import { Plan, Run } from '../plans.ts'
import type { RouteContract } from '../route.ts'
import { problems, SiteParams } from './common.ts'

export const fixRoutes = {
  readFixes: {
    method: 'GET',
    url: '/api/sites/:site/fixes',
    auth: ['reseller', 'support'],
    summary:
      'What the console can put right of what the newest preflight found, what fixes the hosts carry, and the newest run that made any',
    schema: { params: SiteParams, response: { 200: FixesView, ...problems } },
  },
  planFixes: {
    method: 'POST',
    url: '/api/sites/:site/fixes/plan',
    auth: ['reseller'],
    summary: 'Work out what fixes would do, by commands and files; changes nothing',
    schema: {
      params: SiteParams,
      body: z.object({
        fixes: z
          .array(FixOffer.pick({ host: true, check: true }))
          .min(1)
          .max(5000),
      }),
      response: { 200: Plan, ...problems },
    },
  },
  planUndoFixes: {
    method: 'POST',
    url: '/api/sites/:site/fixes/undo-plan',
    auth: ['reseller'],
    summary: 'Work out what taking all fixes back would do, from the ledgers of the hosts; changes nothing',
    schema: {
      params: SiteParams,
      body: z.object({
        /** All hosts unless given. */
        hosts: z.array(z.string()).min(1).optional(),
        /** Leave what somebody has edited since as it is, instead of stopping there. */
        keepEdited: z.boolean().optional(),
      }),
      response: { 200: Plan, ...problems },
    },
  },
  startFixes: {
    method: 'POST',
    url: '/api/sites/:site/fixes/runs',
    auth: ['reseller'],
    summary:
      'Approve the plan of fixes, or of taking them back, by its hash and run it; a preflight of what it is about follows',
    schema: {
      params: SiteParams,
      body: z.object({ plan: z.string(), hash: z.string() }),
      response: { 200: Run, ...problems },
    },
  },
} as const satisfies Record<string, RouteContract>
