import { type Locale, say } from '@astrago/contracts'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { formatTime } from '../format.ts'
import type { ReportModel } from '../model/model.ts'
import { TITLES, WORDS } from '../words.ts'
import { appendix, signatures } from './closing.ts'
import { checks, components, hosts, steps } from './details.ts'
import { CONTENT_WIDTH, FAMILY, INK, MARGIN, SIZE } from './look.ts'
import { opening } from './opening.ts'
import { problems, waivers } from './problems.ts'
import type { Ruler } from './ruler.ts'
import { oneLine, paragraph } from './text.ts'

/** Something at the left and something short at the right of a line outside the text. */
function edge(left: string, right: string, ruler: Ruler): Content & object {
  const rightWidth = 130
  const style = { fontSize: SIZE.tiny, color: INK.faint }
  return {
    columns: [
      { width: '*', text: oneLine(left, CONTENT_WIDTH - rightWidth - 10, SIZE.tiny, ruler), noWrap: true, ...style },
      { width: rightWidth, text: right, alignment: 'right', noWrap: true, ...style },
    ],
  }
}

function contentOf(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const { preflight, run } = model
  const body = [
    ...problems(model, locale, ruler),
    ...(preflight ? waivers(preflight, model, locale, ruler) : []),
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
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
    defaultStyle: { font: FAMILY, fontSize: SIZE.body, color: INK.normal },
    info: {
      title,
      author: model.generatedBy,
      creator: `${name} ${version}`,
      producer: `${name} ${version}`,
      creationDate: new Date(model.generatedAt),
    },
    language: locale === 'ko' ? 'ko-KR' : 'en',
    displayTitle: true,
    content: contentOf(model, locale, ruler),
    header: (page) => (page === 1 ? null : { ...edge(title, time, ruler), margin: [MARGIN.side, 28, MARGIN.side, 0] }),
    footer: (page, total) => ({
      ...edge(`${name} ${version}`, say(WORDS.page, locale, { n: page, total }), ruler),
      margin: [MARGIN.side, 20, MARGIN.side, 0],
    }),
  }
}
