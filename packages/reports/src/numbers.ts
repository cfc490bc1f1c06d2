import { type Locale, measuredDuration, type VerdictStatus } from '@astrago/contracts'
import { isWaived } from './model/judge.ts'
import type { ReportModel, ReportStep } from './model/model.ts'
import { STATUSES, WORDS } from './words.ts'

export type KeyNumber = { value: string; label: string; tone: 'pass' | 'warn' | 'fail' | 'plain' }

const isDone = (step: ReportStep): boolean => step.state === 'done' || step.state === 'already'

/** The four or five numbers that matter: of the run where there is one, else of the preflight. */
export function keyNumbers({ preflight, run, hosts }: ReportModel, locale: Locale): KeyNumber[] {
  const number = (value: number | string, label: string, tone: KeyNumber['tone'] = 'plain'): KeyNumber => ({
    value: String(value),
    label,
    tone: value === 0 ? 'plain' : tone,
  })
  const waived = number(preflight?.counts.waived ?? 0, WORDS.waived[locale])
  if (run) {
    const steps = run.phases.flatMap((phase) => phase.steps)
    return [
      number(hosts.length, WORDS.hosts[locale]),
      number(`${steps.filter(isDone).length} / ${steps.length}`, WORDS.stepsDone[locale]),
      number(run.ms === null ? '–' : measuredDuration(run.ms, locale), WORDS.duration[locale]),
      number(steps.filter((step) => step.attempts > 1).length, WORDS.retried[locale], 'warn'),
      waived,
    ]
  }
  if (!preflight) return [number(hosts.length, WORDS.hosts[locale])]
  // As on the page: what is waived is neither failed nor unknown, so that the numbers add up to all verdicts.
  const open = preflight.verdicts.filter((verdict) => !isWaived(verdict))
  const standing = (status: VerdictStatus): number => open.filter((verdict) => verdict.status === status).length
  return [
    number(standing('fail'), STATUSES.fail[locale], 'fail'),
    number(standing('unknown'), STATUSES.unknown[locale]),
    number(standing('warn'), STATUSES.warn[locale], 'warn'),
    waived,
    number(standing('pass'), STATUSES.pass[locale], 'pass'),
    number(hosts.length, WORDS.hosts[locale]),
  ]
}

/** Where the report comes from: what a reader needs to find the same thing again. */
export function originOf(model: ReportModel, locale: Locale, time: (iso: string) => string): [string, string][] {
  const { preflight, run, plan, product } = model
  const rows: [string, string][] = [
    [WORDS.generated[locale], `${time(model.generatedAt)} (${model.timeZone}), ${model.generatedBy}`],
  ]
  if (run)
    rows.push([
      WORDS.installedAt[locale],
      `${time(run.startedAt)} – ${run.endedAt ? time(run.endedAt) : ''}, ${run.startedBy}`,
    ])
  if (run?.undo)
    rows.push([
      WORDS.undoneAt[locale],
      `${time(run.undo.startedAt)} – ${run.undo.endedAt ? time(run.undo.endedAt) : ''}, ${run.undo.startedBy}`,
    ])
  if (preflight) rows.push([WORDS.checkedAt[locale], `${time(preflight.startedAt)}`])
  rows.push([WORDS.productVersion[locale], `${product.name} ${product.version}`])
  if (run) rows.push([WORDS.runId[locale], run.id])
  if (preflight) rows.push([WORDS.reportId[locale], preflight.id])
  if (plan) rows.push([WORDS.planHash[locale], plan.hash])
  return rows
}
