import type { CheckId, HostView, Verdict, Waiver } from '@astrago/contracts'
import type { Draft } from '@astrago/exchange-form'
import {
  checkInfos,
  countByStatus,
  type DeclaredNode,
  type HostRecord,
  hostSummary,
  type PreflightInput,
} from '@astrago/preflight'
import { buildReport, type OpenId, type ReportFix, type ReportModel } from '@astrago/reports'
import { productVersion } from '../project.ts'

/** A judged preflight, of hosts just looked at or out of a facts file. */
export type JudgedPreflight = {
  site: string
  input: PreflightInput
  records: readonly HostRecord[]
  verdicts: readonly OpenId<Verdict>[]
  preflight: { id: string; startedAt: string; endedAt: string | null }
  /** The checks that were asked for, where that was not all. */
  only?: readonly CheckId[]
  waivers: readonly OpenId<Waiver>[]
  /** What hosts were changed in. */
  fixes?: readonly ReportFix[]
  /** When waivers have to hold. */
  waiversAt: string
  thresholds: string | null
}

/**
 * The report of a preflight from the command. It says nothing that is not in the facts file, so that it is the same when
 * it is made again from that.
 */
export function reportOf({ input, records, verdicts, preflight, ...more }: JudgedPreflight): ReportModel {
  const { profile, distribution } = input.site
  const kind = input.nodes.every(({ address }) => address === null) ? 'local' : 'remote'
  return buildReport({
    product: { name: 'AstraGo Installation Console', version: productVersion() },
    generatedAt: new Date().toISOString(),
    generatedBy: 'astrago preflight',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    site: { name: more.site, kind, profile, distribution },
    hosts: input.nodes.map((node) =>
      hostView(
        node,
        records.find(({ host }) => host === node.name),
      ),
    ),
    checks: checkInfos(),
    preflight: {
      ...preflight,
      site: more.site,
      state: 'done',
      hosts: records.map(({ host }) => host),
      only: more.only ? [...more.only] : null,
      verdicts,
      counts: countByStatus(verdicts),
      thresholds: more.thresholds,
    },
    waivers: more.waivers,
    ...(more.fixes ? { fixes: more.fixes } : {}),
    waiversAt: more.waiversAt,
    answers: answersOf(input),
  })
}

function hostView({ name, address, roles }: DeclaredNode, record: HostRecord | undefined): HostView {
  return {
    name,
    address: address ?? '127.0.0.1',
    roles,
    key: { state: 'none', type: null, offered: null, pinned: null },
    reached: record?.access.connected ?? null,
    problem: record?.access.problem ?? null,
    summary: record ? hostSummary(record.facts) : null,
    seenAt: null,
  }
}

function answersOf({ answers, nodes }: PreflightInput): Draft {
  const rows = nodes.map(({ address, ...node }) => (address === null ? node : { ...node, address }))
  return { ...answers, 'resources.nodes': rows }
}
