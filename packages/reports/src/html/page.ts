import type { Locale } from '@astrago/contracts'
import { formatTime } from '../format.ts'
import type { ReportModel } from '../model/model.ts'
import { keyNumbers, originOf } from '../numbers.ts'
import { SIGNS } from '../status.ts'
import { DISTRIBUTIONS, hostCount, PROFILES, TITLES } from '../words.ts'
import { type Html, html } from './escape.ts'
import { facts } from './parts.ts'
import { sections } from './sections.ts'
import { REPORT_CSP, STYLE } from './style.ts'

/** The report as one HTML file: no script, nothing loaded from elsewhere, every value escaped. */
export function toHtml(model: ReportModel, locale: Locale): string {
  const title = `${TITLES[model.kind][locale]} · ${model.site.name}`
  const { profile, distribution } = model.site
  const about = [PROFILES[profile][locale], DISTRIBUTIONS[distribution], hostCount(model.hosts.length, locale)].join(
    ' · ',
  )
  const sign = SIGNS[model.result === 'open' ? 'unknown' : model.result]
  const style: Html = { markup: STYLE }
  const page = html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${REPORT_CSP}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${style}</style></head>
<body><main>
<header><p class="kind">${TITLES[model.kind][locale]}</p><h1>${model.site.name}</h1><p class="explain">${about}</p>
<p class="headline ${model.result}">${sign} ${model.headline[locale]}</p>
<dl class="numbers">${keyNumbers(model, locale).map(
    ({ value, label, tone }) => html`<div class="${tone}"><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl></header>
<div class="card">${facts(originOf(model, locale, (iso) => formatTime(iso, model.timeZone)))}</div>
${sections(model, locale)}</main></body></html>
`
  return page.markup
}
