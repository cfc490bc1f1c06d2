import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError, type Locale } from '@astrago/contracts'
import type { ReportModel } from '../model/model.ts'
import { type PdfAssets, pdfAssets } from './assets.ts'

/** What the worker is given and what it answers. */
export type PdfJob = { model: ReportModel; locale: Locale; fonts: PdfAssets['fonts'] }
export type PdfAnswer = { pdf: Uint8Array } | { failed: string }

const GIVE_UP_MS = 120_000

/**
 * The report as a PDF, A4, fonts embedded. Made in a thread of its own, since layout blocks for seconds on a large
 * site; the thread ends with the document.
 * @throws AppError REPORT_PDF_FAILED when a font or the worker is missing, or after two minutes.
 */
export async function writePdf(
  model: ReportModel,
  locale: Locale,
  assets: Partial<PdfAssets> = {},
): Promise<Uint8Array> {
  let worker: Worker | undefined
  try {
    const { workerUrl, fonts } = pdfAssets(assets)
    worker = new Worker(workerUrl, { workerData: { model, locale, fonts } satisfies PdfJob })
    const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(GIVE_UP_MS) })) as [PdfAnswer]
    if ('failed' in answer) throw new Error(answer.failed)
    return answer.pdf
  } catch (cause) {
    throw new AppError('REPORT_PDF_FAILED', { params: { detail: cause instanceof Error ? cause.message : '' }, cause })
  } finally {
    await worker?.terminate()
  }
}
