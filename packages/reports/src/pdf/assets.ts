import { fileURLToPath } from 'node:url'

/**
 * The files that a PDF needs at run time. The defaults serve a checkout; a bundled server ships the two fonts and the
 * bundled worker beside itself and names them here.
 */
export type PdfAssets = {
  /** The module of the worker thread: `src/pdf/worker.ts`, or its bundle. */
  workerUrl: URL
  /** Paths of Pretendard-Regular.ttf and Pretendard-SemiBold.ttf, or of static fonts with the same characters. */
  fonts: { regular: string; bold: string }
}

/** The files of a checkout, save those that are given. Looked up when asked for: a bundle has no packages to look in. */
export function pdfAssets(given: Partial<PdfAssets> = {}): PdfAssets {
  return {
    workerUrl: given.workerUrl ?? new URL('./worker.ts', import.meta.url),
    fonts: given.fonts ?? {
      regular: fileURLToPath(import.meta.resolve('pretendard/dist/public/static/alternative/Pretendard-Regular.ttf')),
      bold: fileURLToPath(import.meta.resolve('pretendard/dist/public/static/alternative/Pretendard-SemiBold.ttf')),
    },
  }
}
