import type { Locale } from '@astrago/contracts'
import type { Content, ContentStack, TableCell } from 'pdfmake/interfaces.js'
import type { AnswerSection, ReportModel, Signature } from '../model/model.ts'
import { PARTIES, WORDS } from '../words.ts'
import { facts, heading, isShort, table } from './blocks.ts'
import { BOXES_LAYOUT, CONTENT_WIDTH, INK, SIZE } from './look.ts'
import type { Ruler } from './ruler.ts'
import { paragraph } from './text.ts'

function signatureBox(box: Signature, locale: Locale, ruler: Ruler): TableCell {
  const width = CONTENT_WIDTH / 2 - 30
  const line = (label: string, value: string, room: number): TableCell[] => [
    { ...paragraph({ text: label, size: SIZE.small, color: INK.faint }, 56, ruler), margin: [0, room, 0, 2] },
    { ...paragraph({ text: value || ' ', color: INK.strong }, width - 60, ruler), margin: [0, room - 1, 0, 2] },
  ]
  return {
    stack: [
      paragraph(
        { text: PARTIES[box.party][locale], size: SIZE.subheading, bold: true, color: INK.strong },
        width,
        ruler,
      ),
      {
        table: {
          widths: [60, width - 60],
          body: [
            line(WORDS.organisation[locale], box.organisation, 10),
            line(WORDS.name[locale], '', 10),
            line(WORDS.date[locale], '', 10),
            line(WORDS.signature[locale], '', 34),
          ],
        },
        layout: {
          hLineWidth: (row) => (row === 0 ? 0 : 0.6),
          hLineColor: () => INK.faint,
          vLineWidth: () => 0,
          paddingLeft: () => 0,
          paddingRight: () => 0,
          paddingTop: () => 0,
          paddingBottom: () => 2,
        },
      },
    ],
  }
}

export function signatures(model: ReportModel, locale: Locale, ruler: Ruler): Content {
  return {
    stack: [
      heading(WORDS.signatures[locale], WORDS.signaturesExplain[locale], ruler),
      {
        table: {
          widths: model.signatures.map(() => '*'),
          body: [model.signatures.map((box) => signatureBox(box, locale, ruler))],
        },
        layout: BOXES_LAYOUT,
      },
    ],
    unbreakable: true,
  }
}

const partTitle = (text: string, ruler: Ruler): Content => ({
  ...paragraph({ text, size: SIZE.subheading, bold: true, color: INK.strong }, CONTENT_WIDTH, ruler),
  margin: [0, 8, 0, 2],
})

function answerPart({ title, rows }: AnswerSection, locale: Locale, ruler: Ruler): ContentStack {
  const shown = rows.map((row) => [row.label[locale], row.value[locale]] as const)
  return {
    stack: [partTitle(title[locale], ruler), ...facts(shown, 150, CONTENT_WIDTH, ruler)],
    unbreakable: isShort(shown.map(([, value]) => value)) && rows.length < 30,
  }
}

function hostKeys(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const keys = model.hosts.filter((host) => host.hostKey !== null)
  if (keys.length === 0) return []
  const columns = [
    { title: WORDS.host[locale], share: 30 },
    { title: WORDS.hostKey[locale], share: 70 },
  ]
  const rows = keys.map((host) => [host.name, host.hostKey ?? ''])
  return [table(partTitle(WORDS.hostKeys[locale], ruler), columns, rows, ruler)]
}

function planWarnings(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const warnings = model.plan?.warnings ?? []
  if (warnings.length === 0) return []
  const list: Content = {
    ul: warnings.map((warning) => paragraph({ text: warning[locale], size: SIZE.small }, CONTENT_WIDTH - 20, ruler)),
  }
  return [{ stack: [partTitle(WORDS.planWarnings[locale], ruler), list], margin: [0, 0, 0, 6] }]
}

/** What one looks up: the warnings of the plan, the host keys, the answers. */
export function appendix(model: ReportModel, locale: Locale, ruler: Ruler): Content[] {
  const answers = model.answers.map((section) => answerPart(section, locale, ruler))
  const [first, ...rest] = answers
  return [
    ...planWarnings(model, locale, ruler),
    ...hostKeys(model, locale, ruler),
    ...(first
      ? [{ stack: [heading(WORDS.answers[locale], '', ruler), first], unbreakable: first.unbreakable === true }]
      : []),
    ...rest,
  ]
}
