import type { Locale } from '@astrago/contracts'
import type { Content } from 'pdfmake/interfaces.js'
import { formatTime } from '../format.ts'
import type { ReportModel } from '../model/model.ts'
import { keyNumbers, originOf } from '../numbers.ts'
import { DISTRIBUTIONS, hostCount, PROFILES, TITLES } from '../words.ts'
import { facts } from './blocks.ts'
import { CONTENT_WIDTH, INK, SIZE, STATE } from './look.ts'
import type { Ruler } from './ruler.ts'
import { paragraph } from './text.ts'

const TONES = { pass: STATE.pass.ink, warn: STATE.warn.ink, fail: STATE.fail.ink, plain: INK.strong }

function headline(model: ReportModel, locale: Locale, ruler: Ruler): Content {
  const { sign, ink, ground } = STATE[model.result === 'open' ? 'unknown' : model.result]
  const width = CONTENT_WIDTH - 28
  return {
    table: {
      widths: [width],
      body: [
        [paragraph({ text: `${sign} ${model.headline[locale]}`, size: 12, bold: true, color: ink }, width, ruler)],
      ],
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      fillColor: () => ground,
      paddingLeft: () => 14,
      paddingRight: () => 14,
      paddingTop: () => 10,
      paddingBottom: () => 10,
    },
    margin: [0, 14, 0, 0],
  }
}

const BIG = 18

/** As large as fits the column on one line. */
const sizeFor = (value: string, width: number, ruler: Ruler): number =>
  Math.min(BIG, Math.floor((BIG * width) / ruler.width(value, BIG, true)))

function numbers(model: ReportModel, locale: Locale, ruler: Ruler): Content {
  const all = keyNumbers(model, locale)
  const width = CONTENT_WIDTH / all.length - 16
  return {
    table: {
      widths: all.map(() => width),
      body: [
        all.map(({ value, label, tone }) => ({
          stack: [
            paragraph(
              { text: value, size: sizeFor(value, width, ruler), bold: true, color: TONES[tone] },
              width,
              ruler,
            ),
            paragraph({ text: label, size: SIZE.small, color: INK.faint }, width, ruler),
          ],
        })),
      ],
    },
    layout: {
      hLineWidth: (row) => (row === 1 ? 0.6 : 0),
      hLineColor: () => INK.line,
      vLineWidth: () => 0,
      paddingLeft: () => 14,
      paddingRight: () => 2,
      paddingTop: () => 10,
      paddingBottom: () => 10,
    },
    margin: [0, 0, 0, 8],
  }
}

/** The first half page: whose report it is, the result in a sentence, the numbers that matter, where it comes from. */
export function opening(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const { site, hosts } = model
  const about = [PROFILES[site.profile][locale], DISTRIBUTIONS[site.distribution], hostCount(hosts.length, locale)]
  return [
    paragraph({ text: TITLES[model.kind][locale], size: 11, bold: true, color: INK.accent }, CONTENT_WIDTH, ruler),
    paragraph({ text: site.name, size: SIZE.site, bold: true, color: INK.strong }, CONTENT_WIDTH, ruler),
    paragraph({ text: about.join(' · '), size: SIZE.body, color: INK.soft }, CONTENT_WIDTH, ruler),
    headline(model, locale, ruler),
    numbers(model, locale, ruler),
    ...facts(
      originOf(model, locale, (iso) => formatTime(iso, model.timeZone)),
      92,
      CONTENT_WIDTH,
      ruler,
    ),
  ]
}
