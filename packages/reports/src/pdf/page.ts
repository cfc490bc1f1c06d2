import { type Locale, say } from '@astrago/contracts'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { WORDS } from '../words.ts'
import { CONTENT_WIDTH, FAMILY, INK, MARGIN, SIZE } from './look.ts'
import type { Ruler } from './ruler.ts'
import { oneLine } from './text.ts'

export type PageHead = {
  title: string
  author: string
  /** Name and version of the program. */
  product: string
  /** ISO 8601. */
  generatedAt: string
  /** As the head of every page but the first shows it. */
  time: string
  locale: Locale
}

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

/** Contents on A4, with the product and the page's number at every foot. */
export function pageOf(head: PageHead, content: Content[], ruler: Ruler): TDocumentDefinitions {
  const { title, author, product, generatedAt, time, locale } = head
  return {
    pageSize: 'A4',
    pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
    defaultStyle: { font: FAMILY, fontSize: SIZE.body, color: INK.normal },
    info: { title, author, creator: product, producer: product, creationDate: new Date(generatedAt) },
    language: locale === 'ko' ? 'ko-KR' : 'en',
    displayTitle: true,
    content,
    header: (page) => (page === 1 ? null : { ...edge(title, time, ruler), margin: [MARGIN.side, 28, MARGIN.side, 0] }),
    footer: (page, total) => ({
      ...edge(product, say(WORDS.page, locale, { n: page, total }), ruler),
      margin: [MARGIN.side, 20, MARGIN.side, 0],
    }),
  }
}
