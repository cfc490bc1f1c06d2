import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError, type Locale } from '@astrago/contracts'
import type { ReportModel } from '../model/model.ts'
import type { Sheet } from '../sheets/sheet.ts'
import { type PdfAssets, pdfAssets } from './assets.ts'

/** What the worker is given and what it answers. */
export type PdfJob = { work: { model: ReportModel; locale: Locale } | { sheet: Sheet }; fonts: PdfAssets['fonts'] }
export type PdfAnswer = { pdf: Uint8Array } | { failed: string }

const GIVE_UP_MS = 120_000

/**
 * Made in a thread of its own, since layout blocks for seconds on a large site; the thread ends with the document.
 * @throws AppError REPORT_PDF_FAILED when a font or the worker is missing, or after two minutes.
 */
async function makePdf(work: PdfJob['work'], assets: Partial<PdfAssets>): Promise<Uint8Array> {
  let worker: Worker | undefined
  try {
    const { workerUrl, fonts } = pdfAssets(assets)
    worker = new Worker(workerUrl, { workerData: { work, fonts } satisfies PdfJob })
    const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(GIVE_UP_MS) })) as [PdfAnswer]
    if ('failed' in answer) throw new Error(answer.failed)
    return answer.pdf
  } catch (cause) {
    throw new AppError('REPORT_PDF_FAILED', { params: { detail: cause instanceof Error ? cause.message : '' }, cause })
  } finally {
    await worker?.terminate()
  }
}

/** The report as a PDF, A4, fonts embedded. @throws AppError REPORT_PDF_FAILED */
export function writePdf(model: ReportModel, locale: Locale, assets: Partial<PdfAssets> = {}): Promise<Uint8Array> {
  return makePdf({ model, locale }, assets)
}

/** A document of tables as a PDF, as `writePdf` makes it. @throws AppError REPORT_PDF_FAILED */
export function sheetPdf(sheet: Sheet, assets: Partial<PdfAssets> = {}): Promise<Uint8Array> {
  return makePdf({ sheet }, assets)
}
