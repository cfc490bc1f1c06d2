import type { Locale } from '@astrago/contracts'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { formatTime } from '../format.ts'
import type { ReportModel } from '../model/model.ts'
import { TITLES, WORDS } from '../words.ts'
import { appendix, signatures } from './closing.ts'
import { checks, components, hosts, steps } from './details.ts'
import { CONTENT_WIDTH, INK, SIZE } from './look.ts'
import { opening } from './opening.ts'
import { pageOf } from './page.ts'
import { fixes, problems, settled, waivers } from './problems.ts'
import type { Ruler } from './ruler.ts'
import { paragraph } from './text.ts'

function contentOf(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const { preflight, run } = model
  const body = [
    ...problems(model, locale, ruler),
    ...(preflight ? settled(preflight, locale, ruler) : []),
    ...(preflight ? waivers(preflight, model, locale, ruler) : []),
    ...(preflight ? fixes(preflight, locale, ruler) : []),
    ...hosts(model, locale, ruler),
    ...components(model, locale, ruler),
    ...(run ? steps(run, model, locale, ruler) : []),
    ...(preflight ? checks(preflight, model, locale, ruler) : []),
    ...appendix(model, locale, ruler),
    signatures(model, locale, ruler),
  ]
  const first = opening(model, locale, ruler)
  const note = paragraph({ text: WORDS.missingGlyphs[locale], size: SIZE.tiny, color: INK.faint }, CONTENT_WIDTH, ruler)
  return [...first, ...(ruler.replaced() ? [note] : []), ...body]
}

/** The report as a pdfmake document. Pure but for the ruler, which remembers whether a character was missing. */
export function reportDocument(model: ReportModel, locale: Locale, ruler: Ruler): TDocumentDefinitions {
  const title = `${TITLES[model.kind][locale]} · ${model.site.name}`
  const time = formatTime(model.generatedAt, model.timeZone)
  const { name, version } = model.product
  const product = `${name} ${version}`
  const head = { title, author: model.generatedBy, product, generatedAt: model.generatedAt, time, locale }
  return pageOf(head, contentOf(model, locale, ruler), ruler)
}
