import { z } from 'zod'
import { Problem } from '../errors.ts'
import { LogLevel } from '../events.ts'
import { Estimate, HostSummary, Plan, Run } from '../plans.ts'
import type { RouteContract } from '../route.ts'
import { Localized } from '../text.ts'
import { Ok, problems, SiteParams } from './common.ts'

const RunParams = SiteParams.extend({ run: z.string() })
const PlanParams = SiteParams.extend({ plan: z.string() })

export const ArtifactState = z.object({
  name: z.string(),
  purpose: Localized,
  required: z.boolean(),
  /** `unchecked`: there, but the release's checksum file does not name it. `uploading`: a part of it is there. */
  state: z.enum(['ok', 'missing', 'corrupt', 'unchecked', 'uploading']),
  bytes: z.number(),
  /** Hex; empty while the file is missing. */
  sha256: z.string(),
})
export type ArtifactState = z.infer<typeof ArtifactState>

export const ArtifactsView = z.object({
  /** The folder on the console's machine that was named; null when files are uploaded. */
  folder: z.string().nullable(),
  /** As the release calls itself; null when no file tells. */
  version: z.string().nullable(),
  files: z.array(ArtifactState),
})
export type ArtifactsView = z.infer<typeof ArtifactsView>

/** One line of a journal as search and filters give it. */
export const LogLine = z.object({
  n: z.number().int(),
  at: z.number(),
  host: z.string(),
  step: z.string(),
  level: LogLevel,
  text: z.string(),
})
export type LogLine = z.infer<typeof LogLine>

export const LogFilter = z.object({
  search: z.string().max(200).optional(),
  host: z.string().optional(),
  step: z.string().optional(),
  /** Lines of this level and those above it. */
  level: LogLevel.optional(),
})

export type LogFilter = z.infer<typeof LogFilter>

export const RunView = z.object({
  run: Run,
  plan: Plan,
  /** Where each host stands once the run has ended; empty before. */
  hosts: z.array(HostSummary),
  estimate: Estimate,
  /** Why the installation cannot be resumed or undone now, null where it can; of an undoing, the one that it takes back. */
  refused: z.object({ resume: Problem.nullable(), undo: Problem.nullable() }),
})
export type RunView = z.infer<typeof RunView>

export const runRoutes = {
  readArtifacts: {
    method: 'GET',
    url: '/api/sites/:site/artifacts',
    auth: ['reseller', 'support'],
    summary: 'The installation files and whether they are whole',
    schema: { params: SiteParams, response: { 200: ArtifactsView, ...problems } },
  },
  useArtifactFolder: {
    method: 'POST',
    url: '/api/sites/:site/artifacts/folder',
    auth: ['reseller'],
    summary: 'Use and check the files of a folder on this machine',
    schema: {
      params: SiteParams,
      body: z.object({ path: z.string().min(1) }),
      response: { 200: ArtifactsView, ...problems },
    },
  },
  uploadArtifact: {
    method: 'PUT',
    url: '/api/sites/:site/artifacts/files/:name',
    auth: ['reseller'],
    summary: 'Append a piece (application/octet-stream) at `offset`; answers with the offset to go on from',
    schema: {
      params: SiteParams.extend({ name: z.string() }),
      querystring: z.object({ offset: z.coerce.number().int().min(0), size: z.coerce.number().int().positive() }),
      response: { 200: z.object({ offset: z.number().int() }), ...problems },
    },
  },
  makePlan: {
    method: 'POST',
    url: '/api/sites/:site/plans',
    auth: ['reseller'],
    summary: 'Look at the hosts and work out what an installation would do; changes nothing',
    schema: { params: SiteParams, response: { 200: Plan, ...problems } },
  },
  latestPlan: {
    method: 'GET',
    url: '/api/sites/:site/plans/latest',
    auth: ['reseller', 'support'],
    summary: 'The newest plan of a site',
    schema: { params: SiteParams, response: { 200: Plan, ...problems } },
  },
  startRun: {
    method: 'POST',
    url: '/api/sites/:site/plans/:plan/run',
    auth: ['reseller'],
    summary: 'Approve a plan by its hash and run it',
    schema: { params: PlanParams, body: z.object({ hash: z.string() }), response: { 200: Run, ...problems } },
  },
  listRuns: {
    method: 'GET',
    url: '/api/sites/:site/runs',
    auth: ['reseller', 'support'],
    summary: 'Installations of a site, newest first',
    schema: { params: SiteParams, response: { 200: z.array(Run.omit({ steps: true })), ...problems } },
  },
  readRun: {
    method: 'GET',
    url: '/api/sites/:site/runs/:run',
    auth: ['reseller', 'support'],
    summary: 'One run with its steps, the plan it follows, what is left and where each host stands',
    schema: { params: RunParams, response: { 200: RunView, ...problems } },
  },
  cancelRun: {
    method: 'POST',
    url: '/api/sites/:site/runs/:run/cancel',
    auth: ['reseller'],
    summary: 'Stop after the actions under way were aborted',
    schema: { params: RunParams, response: { 200: Ok, ...problems } },
  },
  resumeRun: {
    method: 'POST',
    url: '/api/sites/:site/runs/:run/resume',
    auth: ['reseller'],
    summary: 'Go on with a failed, cancelled or interrupted run',
    schema: { params: RunParams, response: { 200: Run, ...problems } },
  },
  undoRun: {
    method: 'POST',
    url: '/api/sites/:site/runs/:run/undo',
    auth: ['reseller'],
    summary: 'Take the done actions of an ended run back, last first',
    schema: { params: RunParams, response: { 200: Run, ...problems } },
  },
  readCluster: {
    method: 'GET',
    url: '/api/sites/:site/cluster',
    auth: ['reseller'],
    summary: 'Where the cluster is reached, once an installation has fetched its kubeconfig; null before',
    schema: { params: SiteParams, response: { 200: z.object({ server: z.string().nullable() }), ...problems } },
  },
  downloadKubeconfig: {
    method: 'GET',
    url: '/api/sites/:site/kubeconfig',
    auth: ['reseller'],
    summary: 'The kubeconfig of the cluster, which grants everything in it; noted in the audit log',
    schema: { params: SiteParams, response: { 200: z.string(), ...problems } },
  },
  searchLog: {
    method: 'GET',
    url: '/api/sites/:site/runs/:run/log',
    auth: ['reseller', 'support'],
    summary: 'Lines of the journal from a number, filtered and searched on the server',
    schema: {
      params: RunParams,
      querystring: LogFilter.extend({
        from: z.coerce.number().int().positive().default(1),
        limit: z.coerce.number().int().min(1).max(5000).default(500),
      }),
      response: {
        /** `next` is where to go on, null at the end of the journal. */
        200: z.object({ lines: z.array(LogLine), next: z.number().int().nullable(), total: z.number().int() }),
        ...problems,
      },
    },
  },
  downloadLog: {
    method: 'GET',
    url: '/api/sites/:site/runs/:run/log.txt',
    auth: ['reseller', 'support'],
    summary: 'The journal as a text file, filtered',
    schema: { params: RunParams, querystring: LogFilter, response: { 200: z.string(), ...problems } },
  },
  report: {
    method: 'GET',
    url: '/api/sites/:site/report',
    auth: ['reseller', 'support', 'customer'],
    summary: 'The report of the site as it stands',
    schema: {
      params: SiteParams,
      querystring: z.object({ format: z.enum(['pdf', 'html', 'json']), lang: z.enum(['ko', 'en']).default('ko') }),
      response: { 200: z.unknown(), ...problems },
    },
  },
  exportFacts: {
    method: 'GET',
    url: '/api/sites/:site/facts.json',
    auth: ['reseller', 'support'],
    summary: 'Facts and verdicts of the newest preflight in one file that can be judged again elsewhere',
    schema: { params: SiteParams, response: { 200: z.unknown(), ...problems } },
  },
} as const satisfies Record<string, RouteContract>
