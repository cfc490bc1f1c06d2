import { z } from 'zod'
import { CheckId } from '../check-ids.ts'
import { Plan, Run } from '../plans.ts'
import type { RouteContract } from '../route.ts'
import { Localized } from '../text.ts'
import { problems, SiteParams } from './common.ts'

const FixChoice = z.object({ host: z.string(), check: CheckId })

/** What the console can put right of what the newest preflight found; `run` is that preflight. */
export const FixOffers = z.object({
  run: z.string().nullable(),
  offers: z.array(FixChoice.extend({ describe: Localized })),
})
export type FixOffers = z.infer<typeof FixOffers>

export const fixRoutes = {
  readFixes: {
    method: 'GET',
    url: '/api/sites/:site/fixes',
    auth: ['reseller', 'support'],
    summary: 'What the console can put right of what the newest preflight found',
    schema: { params: SiteParams, response: { 200: FixOffers, ...problems } },
  },
  planFixes: {
    method: 'POST',
    url: '/api/sites/:site/fixes/plan',
    auth: ['reseller'],
    summary:
      'Work out what fixes would do, by commands and files; changes nothing and is kept until it is run or replaced',
    schema: {
      params: SiteParams,
      body: z.object({ fixes: z.array(FixChoice).min(1).max(5000) }),
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
  readFixRun: {
    method: 'GET',
    url: '/api/sites/:site/fixes/runs/:run',
    auth: ['reseller', 'support'],
    summary: 'A run of fixes with its steps',
    schema: { params: SiteParams.extend({ run: z.string() }), response: { 200: Run, ...problems } },
  },
} as const satisfies Record<string, RouteContract>
