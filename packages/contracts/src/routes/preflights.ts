import { z } from 'zod'
import { CheckId } from '../check-ids.ts'
import { CheckInfo } from '../checks.ts'
import { DeclaredView } from '../declared.ts'
import { Mesh } from '../mesh.ts'
import type { RouteContract } from '../route.ts'
import { PreflightHead } from '../standings.ts'
import { Preflight } from '../verdicts.ts'
import { Waiver } from '../waivers.ts'
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
      body: z.object({
        hosts: z.array(z.string()).min(1).optional(),
        checks: z.array(CheckId).min(1).optional(),
        /** Open listeners on hosts for some seconds, where nothing else proves that a way is free. */
        listeners: z.boolean().optional(),
        /** Send short streams between hosts. */
        bandwidth: z.boolean().optional(),
        /** Let hosts ask the services of the site: name and time servers, proxy, internet, web servers. */
        active: z.boolean().optional(),
      }),
      response: { 200: z.object({ run: z.string() }), ...problems },
    },
  },
  listPreflights: {
    method: 'GET',
    url: '/api/sites/:site/preflights',
    auth: ['reseller', 'support'],
    summary: "A site's preflights, newest first: how many verdicts of each fail, are waived, pass",
    schema: { params: SiteParams, response: { 200: z.array(PreflightHead), ...problems } },
  },
  readPreflight: {
    method: 'GET',
    url: '/api/sites/:site/preflights/:run',
    auth: ['reseller', 'support'],
    summary: 'One preflight with its verdicts',
    schema: { params: RunParams, response: { 200: Preflight, ...problems } },
  },
  readMesh: {
    method: 'GET',
    url: '/api/sites/:site/preflights/:run/mesh',
    auth: ['reseller', 'support'],
    summary: 'Ports, latency, loss, MTU and clocks between the hosts, as a preflight that ended found them',
    schema: { params: RunParams, response: { 200: Mesh, ...problems } },
  },
  readDeclared: {
    method: 'GET',
    url: '/api/sites/:site/declared',
    auth: ['reseller', 'support'],
    summary: 'The answers about hardware and network beside what the newest preflight found',
    schema: { params: SiteParams, response: { 200: DeclaredView, ...problems } },
  },
  cancelPreflight: {
    method: 'POST',
    url: '/api/sites/:site/preflights/:run/cancel',
    auth: ['reseller'],
    summary: 'Stop a running preflight',
    schema: { params: RunParams, response: { 200: Ok, ...problems } },
  },
  listWaivers: {
    method: 'GET',
    url: '/api/sites/:site/waivers',
    auth: ['reseller', 'support'],
    summary: 'Failures that were waived, also where the waiver does not hold any more',
    schema: { params: SiteParams, response: { 200: z.array(Waiver), ...problems } },
  },
  waive: {
    method: 'POST',
    url: '/api/sites/:site/waivers',
    auth: ['reseller'],
    summary: 'Waive failures of severity block as the newest preflight found them, with a reason and an expiry',
    schema: {
      params: SiteParams,
      body: Waiver.pick({ reason: true, expires: true }).extend({
        findings: z
          .array(Waiver.pick({ check: true, host: true, outcome: true, identity: true }))
          .min(1)
          .max(5000),
      }),
      response: { 200: z.array(Waiver), ...problems },
    },
  },
  revokeWaiver: {
    method: 'DELETE',
    url: '/api/sites/:site/waivers/:waiver',
    auth: ['reseller'],
    summary: 'Take a waiver back',
    schema: {
      params: SiteParams.extend({ waiver: z.string() }),
      response: { 200: Ok, ...problems },
    },
  },
} as const satisfies Record<string, RouteContract>
