import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import { reportDocument } from './document.ts'
import { FAMILY } from './look.ts'
import { rulerOf } from './ruler.ts'
import { sheetDocument } from './sheet.ts'
import type { PdfAnswer, PdfJob } from './write-pdf.ts'

async function makePdf({ work, fonts }: PdfJob): Promise<Uint8Array> {
  const files = Object.values(fonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => files.includes(path))
  pdfmake.setFonts({ [FAMILY]: { normal: fonts.regular, bold: fonts.bold } })
  const ruler = rulerOf(await pdfmake.createPdf({ content: '', defaultStyle: { font: FAMILY } }).getStream())
  const document = 'sheet' in work ? sheetDocument(work.sheet, ruler) : reportDocument(work.model, work.locale, ruler)
  return pdfmake.createPdf(document).getBuffer()
}

const answer: PdfAnswer = await makePdf(workerData as PdfJob).then(
  (pdf) => ({ pdf }),
  (error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }),
)
parentPort?.postMessage(answer)
