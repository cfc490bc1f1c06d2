import { type Locale, measuredDuration } from '@astrago/contracts'
import { ROLE_NAMES } from '@astrago/exchange-form'
import { explainPoints } from '../explain-points.ts'
import { fixGroups } from '../fixes.ts'
import { formatGib, formatTime } from '../format.ts'
import type { PreflightPart, ReportModel, ReportStep, RunPart } from '../model/model.ts'
import { groupPoints, groupTexts, type PointGroup } from '../point-groups.ts'
import { reasonText } from '../reasons.ts'
import { settledGroups, settledTexts } from '../settled.ts'
import { stepStatus } from '../status.ts'
import { hostsText, linesByCategory, type VerdictLine, verdictNote } from '../verdict-lines.ts'
import { waiverGroups, waiverLine, waiverTexts } from '../waivers.ts'
import { CATEGORIES, hostCount, hostName, PARTIES, STEP_STATES, WORDS } from '../words.ts'
import { type Html, html } from './escape.ts'
import { facts, pointState, type Row, section, state, statusState, table } from './parts.ts'

function pointCard(point: PointGroup, locale: Locale): Html {
  const { message, rows } = groupTexts(point, locale)
  const ids = point.subjects.map(({ id }) => id).join(', ')
  return html`<article class="card"><h3>${pointState(point, locale)} ${point.title[locale]}</h3><span class="id">${ids}</span>
${message !== '' && html`<p>${message}</p>`}${facts(rows)}</article>\n`
}

function hostRow(host: ReportModel['hosts'][number], locale: Locale): (string | Html)[] {
  return [
    html`${host.name}<span class="id">${host.address}</span>`,
    host.roles.map((role) => ROLE_NAMES[role][locale]).join(', '),
    [host.os, host.kernel].filter(Boolean).join('\n') || '–',
    String(host.cpus ?? '–'),
    host.memoryBytes === null ? '–' : formatGib(host.memoryBytes),
    String(host.gpus ?? '–'),
    html`<span class="mono">${host.hostKey ?? '–'}</span>`,
  ]
}

function checkRow({ check, verdict }: VerdictLine, hosts: string, locale: Locale): (string | Html)[] {
  const waiver = verdict.waiver && html`<br>${WORDS.waived[locale]}: ${waiverLine(verdict.waiver, locale)}`
  const note = verdictNote(verdict, locale)
  return [
    html`${statusState(verdict.status, locale)}${note !== '' && html`<br><span class="meta">${note}</span>`}`,
    html`${check.title[locale]}<span class="id">${check.id}</span>${waiver}`,
    hosts,
    verdict.found,
    verdict.wanted,
  ]
}

function checkTables(preflight: PreflightPart, model: ReportModel, locale: Locale): Html {
  const head = [WORDS.result, WORDS.check, WORDS.host, WORDS.found, WORDS.wanted].map((word) => word[locale])
  return html`${linesByCategory(preflight).map(
    ({ category, lines }) =>
      html`<h3>${CATEGORIES[category][locale]}</h3>${table(
        head,
        lines.map((line) => checkRow(line, hostsText(line, lines, model.hosts.length, locale), locale)),
        'checks',
      )}`,
  )}`
}

function waiverTable(preflight: PreflightPart, model: ReportModel, locale: Locale): Html | false {
  const groups = waiverGroups(preflight)
  if (groups.length === 0) return false
  const columns = [WORDS.result, WORDS.check, WORDS.host, WORDS.found, WORDS.who, WORDS.reason]
  const head = columns.map((word) => word[locale])
  return table(
    head,
    groups.map((group) => {
      const { hosts, found, signs, reason } = waiverTexts(group, locale, model.timeZone)
      const title = preflight.checks.find(({ id }) => id === group.check)?.title[locale] ?? ''
      const check = html`${title}<span class="id">${group.check}</span>`
      return [statusState(group.status, locale), check, hosts, found, signs, reason]
    }),
  )
}

function fixTable(preflight: PreflightPart, locale: Locale): Html | false {
  const groups = fixGroups(preflight)
  const head = [WORDS.result, WORDS.check, WORDS.host].map((word) => word[locale])
  return (
    groups.length > 0 &&
    table(
      head,
      groups.map((fix) => [
        state(stepStatus(fix.state), STEP_STATES[fix.state][locale]),
        html`${fix.describe[locale]}<span class="id">${fix.check}</span>`,
        fix.hosts,
      ]),
    )
  )
}

function settledTable(preflight: PreflightPart, locale: Locale): Html | false {
  const groups = settledGroups(preflight)
  const head = [WORDS.check, WORDS.host, WORDS.foundBefore].map((word) => word[locale])
  return (
    groups.length > 0 &&
    table(
      head,
      groups.map((group) => {
        const { title, hosts, found } = settledTexts(group, preflight, locale)
        return [html`${title}<span class="id">${group.check}</span>`, hosts, found]
      }),
    )
  )
}

function stepRows(step: ReportStep, model: ReportModel, locale: Locale): Row[] {
  const reason = reasonText(step, locale)
  const row = [
    state(stepStatus(step.state), STEP_STATES[step.state][locale]),
    html`${step.describe[locale]}<span class="id">${step.action}</span>`,
    hostName(step.host, locale),
    step.startedAt ? formatTime(step.startedAt, model.timeZone) : '–',
    step.ms === null ? '–' : measuredDuration(step.ms, locale),
    step.attempts,
  ]
  return reason ? [row, { note: reason }] : [row]
}

function phaseTables(run: RunPart, model: ReportModel, locale: Locale): Html {
  const columns = [WORDS.result, WORDS.step, WORDS.host, WORDS.startedAt, WORDS.duration, WORDS.attempts]
  const head = columns.map((word) => word[locale])
  const phases = run.phases.filter((phase) => phase.steps.length > 0)
  return html`${phases.map(({ title, ms, steps }) => {
    const time = ms !== null && html` <span class="meta">${measuredDuration(ms, locale)}</span>`
    const rows = steps.flatMap((step) => stepRows(step, model, locale))
    return html`<h3>${title[locale]}${time}</h3>${table(head, rows, 'steps')}`
  })}`
}

function signatureBoxes(model: ReportModel, locale: Locale): Html {
  const line = (label: string, value: string): Html =>
    html`<p class="line"><span class="meta">${label}</span> ${value}</p>`
  return html`<div class="signatures">${model.signatures.map(
    (box) =>
      html`<div class="card"><h3>${PARTIES[box.party][locale]}</h3>${[
        line(WORDS.organisation[locale], box.organisation),
        line(WORDS.name[locale], ''),
        line(WORDS.date[locale], ''),
        line(WORDS.signature[locale], ''),
      ]}</div>`,
  )}</div>`
}

/** Everything under the numbers, in the order in which a reader needs it. */
export function sections(model: ReportModel, locale: Locale): Html[] {
  const { preflight, run, plan } = model
  const points = groupPoints(model.openPoints)
  const hostHead = [WORDS.host, WORDS.roles, WORDS.os, WORDS.cpu, WORDS.memory, WORDS.gpu, WORDS.hostKey]
  return [
    section(
      WORDS.openPoints,
      locale,
      explainPoints(model, locale),
      html`${points.map((point) => pointCard(point, locale))}`,
    ),
    section(WORDS.settled, locale, WORDS.settledExplain[locale], preflight !== null && settledTable(preflight, locale)),
    section(
      WORDS.waivers,
      locale,
      WORDS.waiversExplain[locale],
      preflight !== null && waiverTable(preflight, model, locale),
    ),
    section(WORDS.fixes, locale, WORDS.fixesExplain[locale], preflight !== null && fixTable(preflight, locale)),
    section(
      WORDS.hosts,
      locale,
      hostCount(model.hosts.length, locale),
      model.hosts.length > 0 &&
        table(
          hostHead.map((w) => w[locale]),
          model.hosts.map((host) => hostRow(host, locale)),
        ),
    ),
    section(WORDS.steps, locale, '', run !== null && phaseTables(run, model, locale)),
    section(
      WORDS.components,
      locale,
      '',
      model.components.length > 0 &&
        table(
          [WORDS.component, WORDS.version, WORDS.digest].map((w) => w[locale]),
          model.components.map((c) => [c.name[locale], c.version, html`<span class="mono">${c.digest ?? '–'}</span>`]),
        ),
    ),
    section(
      WORDS.allChecks,
      locale,
      WORDS.allChecksExplain[locale],
      preflight !== null && checkTables(preflight, model, locale),
    ),
    section(
      WORDS.answers,
      locale,
      '',
      model.answers.length > 0 &&
        html`${model.answers.map(
          ({ title, rows }) =>
            html`<div class="card"><h3>${title[locale]}</h3>${facts(rows.map((r) => [r.label[locale], r.value[locale]]))}</div>`,
        )}`,
    ),
    section(
      WORDS.planWarnings,
      locale,
      '',
      plan !== null &&
        plan.warnings.length > 0 &&
        html`<ul>${plan.warnings.map((w) => html`<li>${w[locale]}</li>`)}</ul>`,
    ),
    section(WORDS.signatures, locale, WORDS.signaturesExplain[locale], signatureBoxes(model, locale)),
  ]
}
