import { z } from 'zod'
import { Problem } from '../errors.ts'
import { JournalEvent, LogLevel } from '../events.ts'
import { MarkTone } from '../log/mark-words.ts'
import { Estimate, HostSummary, Plan, Planning, Run } from '../plans.ts'
import type { RouteContract } from '../route.ts'
import { Locale, Localized } from '../text.ts'
import { Ok, problems, SiteParams } from './common.ts'

const RunParams = SiteParams.extend({ run: z.string() })
const PlanParams = SiteParams.extend({ plan: z.string() })

export const ArtifactState = z.object({
  name: z.string(),
  purpose: Localized,
  required: z.boolean(),
  /**
   * `present`: there, and no release has a sum for it. `unchecked`: there, but the release's checksum file does not name
   * it, though it should. `no-list`: there, the checksum file is not yet. `checking`: there, its sum is being made.
   * `uploading`: a part of it is there.
   */
  state: z.enum(['ok', 'present', 'missing', 'corrupt', 'unchecked', 'no-list', 'checking', 'uploading']),
  /** What is there of it, and how large it is as a whole; both 0 while it is missing. */
  bytes: z.number(),
  total: z.number(),
  /** Who sent a piece of it in the last seconds; null when nobody is at it. */
  sender: z.string().nullable(),
  /** Hex; empty while it is not known. */
  sha256: z.string(),
})
export type ArtifactState = z.infer<typeof ArtifactState>

export const ArtifactsView = z.object({
  /** The folder on the console's machine that was named; null when files are uploaded. */
  folder: z.string().nullable(),
  /** As the release calls itself; null when no file tells. */
  version: z.string().nullable(),
  files: z.array(ArtifactState),
  /** Uploaded files that no release has: they are not used. */
  strays: z.array(z.object({ name: z.string(), bytes: z.number() })),
  /** Every name that a file of a release may have. */
  accepts: z.array(z.string()),
  /** While sums are made: the file at hand, and bytes read of all bytes. */
  checking: z.object({ name: z.string(), bytes: z.number(), total: z.number() }).nullable(),
  /** Why the folder or a file of it cannot be read. */
  problem: Problem.nullable(),
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
  /** Of a line that no host wrote: a step, a phase or the run itself began or ended. */
  tone: MarkTone.optional(),
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

/** `lang` is that of the lines that the console writes; a search looks for them as they are shown in it. */
const FilterIn = LogFilter.extend({ lang: Locale.default('ko') })

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
    summary: 'The installation files and whether they are whole; begins to check what was not checked yet',
    schema: { params: SiteParams, response: { 200: ArtifactsView, ...problems } },
  },
  useArtifactFolder: {
    method: 'POST',
    url: '/api/sites/:site/artifacts/folder',
    auth: ['reseller'],
    summary: 'Use the files of a folder on this machine, or with null those that were uploaded',
    schema: {
      params: SiteParams,
      body: z.object({ path: z.string().trim().min(1).max(4096).nullable() }),
      response: { 200: ArtifactsView, ...problems },
    },
  },
  uploadArtifact: {
    method: 'PUT',
    url: '/api/sites/:site/artifacts/files/:name',
    auth: ['reseller'],
    summary: 'Append a piece at `offset`; answers with the offset to go on from',
    consumes: 'application/octet-stream',
    schema: {
      params: SiteParams.extend({ name: z.string() }),
      querystring: z.object({ offset: z.coerce.number().int().min(0), size: z.coerce.number().int().positive() }),
      response: { 200: z.object({ offset: z.number().int() }), ...problems },
    },
  },
  removeArtifact: {
    method: 'DELETE',
    url: '/api/sites/:site/artifacts/files/:name',
    auth: ['reseller'],
    summary: 'Remove an uploaded file, or the part of it that is there',
    schema: { params: SiteParams.extend({ name: z.string() }), response: { 200: Ok, ...problems } },
  },
  startPlanning: {
    method: 'POST',
    url: '/api/sites/:site/planning',
    auth: ['reseller'],
    summary: 'Begin to work out what an installation would do; answers with the planning under way when there is one',
    schema: { params: SiteParams, response: { 200: Planning, ...problems } },
  },
  readPlanning: {
    method: 'GET',
    url: '/api/sites/:site/planning',
    auth: ['reseller', 'support'],
    summary: 'How far the newest planning is, or how it ended; null when there was none since the console started',
    schema: { params: SiteParams, response: { 200: z.object({ planning: Planning.nullable() }), ...problems } },
  },
  cancelPlanning: {
    method: 'POST',
    url: '/api/sites/:site/planning/cancel',
    auth: ['reseller'],
    summary: 'Stop the planning under way',
    schema: { params: SiteParams, response: { 200: Ok, ...problems } },
  },
  latestPlan: {
    method: 'GET',
    url: '/api/sites/:site/plans/latest',
    auth: ['reseller', 'support'],
    summary: 'The newest plan of a site',
    schema: { params: SiteParams, response: { 200: Plan, ...problems } },
  },
  estimatePlan: {
    method: 'GET',
    url: '/api/sites/:site/plans/:plan/estimate',
    auth: ['reseller', 'support'],
    summary: 'How long an installation by a plan takes, from earlier ones of similar size',
    schema: { params: PlanParams, response: { 200: Estimate, ...problems } },
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
    produces: ['application/yaml'],
    schema: { params: SiteParams, response: { 200: z.string(), ...problems } },
  },
  listPasswords: {
    method: 'GET',
    url: '/api/sites/:site/passwords',
    auth: ['reseller'],
    summary: 'The fields whose passwords the console made for this site; not the passwords',
    schema: { params: SiteParams, response: { 200: z.object({ fields: z.array(z.string()) }), ...problems } },
  },
  showPassword: {
    method: 'POST',
    url: '/api/sites/:site/passwords/:field/show',
    auth: ['reseller'],
    summary: 'One password that the console made; noted in the audit log. What a person typed is never shown',
    schema: {
      params: SiteParams.extend({ field: z.string() }),
      response: { 200: z.object({ password: z.string() }), ...problems },
    },
  },
  readRunEvents: {
    method: 'GET',
    url: '/api/sites/:site/runs/:run/events',
    auth: ['reseller', 'support'],
    summary: 'Everything in the journal of a run but its log lines, and the number to come',
    schema: {
      params: RunParams,
      response: { 200: z.object({ events: z.array(JournalEvent), next: z.number().int() }), ...problems },
    },
  },
  readLogRange: {
    method: 'GET',
    url: '/api/sites/:site/runs/:run/log/range',
    auth: ['reseller', 'support'],
    summary: 'The events of a journal that cover some numbers; the first and the last may reach beyond them',
    schema: {
      params: RunParams,
      querystring: z.object({
        from: z.coerce.number().int().positive(),
        lines: z.coerce.number().int().min(1).max(2000),
      }),
      response: { 200: z.object({ events: z.array(JournalEvent) }), ...problems },
    },
  },
  searchLog: {
    method: 'GET',
    url: '/api/sites/:site/runs/:run/log',
    auth: ['reseller', 'support'],
    summary: 'Lines of the journal from a number, filtered and searched on the server',
    schema: {
      params: RunParams,
      querystring: FilterIn.extend({
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
    produces: ['text/plain'],
    schema: { params: RunParams, querystring: FilterIn, response: { 200: z.string(), ...problems } },
  },
  report: {
    method: 'GET',
    url: '/api/sites/:site/report',
    auth: ['reseller', 'support', 'customer'],
    summary: 'The report of the site as it stands',
    produces: ['application/json', 'application/pdf', 'text/html'],
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
