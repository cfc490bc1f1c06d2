import {
  exitCode,
  type HostView,
  type Preflight,
  partOf,
  type Site,
  type Verdict,
  type Waiver,
  weigh,
} from '@astrago/contracts'
import type { Draft } from '@astrago/exchange-form'
import { DISTRIBUTIONS } from '../words.ts'
import { fieldLabel, maskedAnswers } from './answers.ts'
import { markSettled } from './by-installation.ts'
import { componentsOf, type ReleaseInput } from './components.ts'
import { headlineOf, resultOf } from './headline.ts'
import { countVerdicts, type InfoOfCheck, judged, type OpenId } from './judge.ts'
import { type PreflightPart, REPORT_SCHEMA, type ReportFix, type ReportHost, type ReportModel } from './model.ts'
import { openPoints } from './open-points.ts'
import { type PlanInput, type RunInput, runPart } from './run-part.ts'

export type ReportInput = {
  product: { name: string; version: string }
  /** ISO 8601. */
  generatedAt: string
  generatedBy: string
  /** IANA name, as `Intl.DateTimeFormat().resolvedOptions().timeZone` gives it. */
  timeZone: string
  site: Pick<Site, 'name' | 'kind' | 'profile' | 'distribution'>
  hosts: readonly HostView[]
  checks: readonly InfoOfCheck[]
  preflight?: (Omit<Preflight, 'verdicts'> & { verdicts: readonly OpenId<Verdict>[] }) | null
  fixes?: readonly ReportFix[]
  waivers?: readonly OpenId<Waiver>[]
  /** ISO 8601: when waivers have to hold, where that is not `generatedAt`. */
  waiversAt?: string
  plan?: PlanInput | null
  run?: RunInput | null
  /** By field id, as they are stored: secrets as references. The report masks them. */
  answers?: Draft
  release?: ReleaseInput | null
}

function hostOf(view: HostView): ReportHost {
  const { name, address, roles, summary, key } = view
  return {
    name,
    address,
    roles,
    os: summary?.os ?? null,
    kernel: summary?.kernel ?? null,
    cpus: summary?.cpus ?? null,
    memoryBytes: summary?.memoryBytes ?? null,
    gpus: summary?.gpus ?? null,
    hostKey: key.pinned,
  }
}

/** Printed into the signature box when the questionnaire names it. */
function organisationOf(party: 'reseller' | 'customer', { answers }: ReportInput): string {
  const name = answers?.[party === 'reseller' ? 'general.resellerName' : 'general.customerName']
  return typeof name === 'string' ? name : ''
}

function preflightPart(input: ReportInput): PreflightPart | null {
  if (!input.preflight) return null
  const { id, state, startedAt, endedAt, verdicts } = input.preflight
  const infos = new Map(input.checks.map((check) => [check.id, check]))
  const used = new Set(verdicts.map((verdict) => verdict.check))
  const waiversAt = input.waiversAt ?? input.generatedAt
  const weighed = weigh(verdicts, input.waivers ?? [], new Date(waiversAt))
  const all = weighed.map((each) => judged(each, infos.get(each.verdict.check)))
  const site = { hosts: input.hosts.map(({ name }) => name), checks: input.checks.length }
  const part = partOf(input.preflight, site)
  return {
    id,
    state,
    startedAt,
    endedAt,
    thresholds: input.preflight.thresholds,
    waiversAt,
    exitCode: exitCode(weighed),
    counts: countVerdicts(all),
    ...(part ? { part } : {}),
    checks: input.checks
      .filter((check) => used.has(check.id))
      .map(({ id: check, category, title, explain, field }) => ({
        id: check,
        category,
        title,
        explain,
        field,
        fieldLabel: fieldLabel(field),
      })),
    verdicts: all,
    ...(input.fixes?.length ? { fixes: [...input.fixes] } : {}),
  }
}

/**
 * Brings what a site knows of itself into the one model that every writer reads. Pure: the same input gives the same
 * report. Without `run` it is a preflight report.
 */
export function buildReport(input: ReportInput): ReportModel {
  const plan = input.plan ?? null
  const run = input.run ? runPart(input.run, plan) : null
  const found = preflightPart(input)
  const preflight = found && markSettled(found, run, input.checks)
  const points = openPoints(preflight, run)
  const hosts = input.hosts.map(hostOf)
  const parts = { preflight, run, hosts, openPoints: points }
  const { name, profile, distribution } = input.site
  return {
    schema: REPORT_SCHEMA,
    kind: run ? 'install' : 'preflight',
    product: input.product,
    generatedAt: input.generatedAt,
    generatedBy: input.generatedBy,
    timeZone: input.timeZone,
    site: { name, profile, distribution },
    result: resultOf(parts),
    headline: headlineOf(parts),
    openPoints: points,
    hosts,
    preflight,
    run,
    plan: plan ? { hash: plan.hash, createdAt: plan.createdAt, warnings: [...plan.warnings] } : null,
    answers: maskedAnswers(input.answers ?? {}, input.site),
    components: componentsOf({
      product: input.product,
      distribution: DISTRIBUTIONS[distribution],
      thresholds: input.preflight?.thresholds ?? null,
      release: run ? (input.release ?? null) : null,
    }),
    signatures: (['reseller', 'customer'] as const).map((party) => ({
      party,
      organisation: organisationOf(party, input),
    })),
  }
}
