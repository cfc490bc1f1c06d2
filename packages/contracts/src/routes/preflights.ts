import { z } from 'zod'
import { CheckId } from '../check-ids.ts'
import { CheckInfo } from '../checks.ts'
import type { RouteContract } from '../route.ts'
import { Acceptance, Preflight } from '../verdicts.ts'
import { Ok, problems, SiteParams } from './common.ts'

const RunParams = SiteParams.extend({ run: z.string() })

export const preflightRoutes = {
  listChecks: {
    method: 'GET',
    url: '/api/checks',
    auth: ['reseller', 'support'],
    summary: 'Every preflight check with its texts and outcomes',
    schema: { response: { 200: z.array(CheckInfo), ...problems } },
  },
  startPreflight: {
    method: 'POST',
    url: '/api/sites/:site/preflights',
    auth: ['reseller'],
    summary: 'Check all hosts, or some; all checks, or some',
    schema: {
      params: SiteParams,
      body: z.object({ hosts: z.array(z.string()).optional(), checks: z.array(CheckId).optional() }),
      response: { 200: z.object({ run: z.string() }), ...problems },
    },
  },
  listPreflights: {
    method: 'GET',
    url: '/api/sites/:site/preflights',
    auth: ['reseller', 'support'],
    summary: "A site's preflights, newest first, without their verdicts",
    schema: { params: SiteParams, response: { 200: z.array(Preflight.omit({ verdicts: true })), ...problems } },
  },
  readPreflight: {
    method: 'GET',
    url: '/api/sites/:site/preflights/:run',
    auth: ['reseller', 'support'],
    summary: 'One preflight with its verdicts',
    schema: { params: RunParams, response: { 200: Preflight, ...problems } },
  },
  cancelPreflight: {
    method: 'POST',
    url: '/api/sites/:site/preflights/:run/cancel',
    auth: ['reseller'],
    summary: 'Stop a running preflight',
    schema: { params: RunParams, response: { 200: Ok, ...problems } },
  },
  listAcceptances: {
    method: 'GET',
    url: '/api/sites/:site/acceptances',
    auth: ['reseller', 'support'],
    summary: 'Failures that a reseller accepted',
    schema: { params: SiteParams, response: { 200: z.array(Acceptance), ...problems } },
  },
  accept: {
    method: 'POST',
    url: '/api/sites/:site/acceptances',
    auth: ['reseller'],
    summary: 'Accept a failure of severity block, with a reason',
    schema: {
      params: SiteParams,
      body: Acceptance.pick({ check: true, host: true, reason: true }),
      response: { 200: Acceptance, ...problems },
    },
  },
  withdrawAcceptance: {
    method: 'DELETE',
    url: '/api/sites/:site/acceptances/:acceptance',
    auth: ['reseller'],
    summary: 'Take an acceptance back',
    schema: {
      params: SiteParams.extend({ acceptance: z.string() }),
      response: { 200: Ok, ...problems },
    },
  },
} as const satisfies Record<string, RouteContract>
