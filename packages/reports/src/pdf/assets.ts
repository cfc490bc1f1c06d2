import { fileURLToPath } from 'node:url'

/** The files that a PDF needs at run time. */
export type PdfAssets = {
  /** The module of the worker thread: `src/pdf/worker.ts`, or its bundle. */
  workerUrl: URL
  /** Paths of Pretendard-Regular.ttf and Pretendard-SemiBold.ttf, or of static fonts with the same characters. */
  fonts: { regular: string; bold: string }
}

const beside = (path: string): URL => new URL(path, import.meta.url)

/** A bundled program has its worker beside it and its fonts in a folder, and no packages to look in. */
const ofBundle = (): PdfAssets => ({
  workerUrl: beside('pdf-worker.js'),
  fonts: {
    regular: fileURLToPath(beside('../../../fonts/Pretendard-Regular.ttf')),
    bold: fileURLToPath(beside('../../../fonts/Pretendard-SemiBold.ttf')),
  },
})

const ofCheckout = (): PdfAssets => ({
  workerUrl: new URL('./worker.ts', import.meta.url),
  fonts: {
    regular: fileURLToPath(import.meta.resolve('pretendard/dist/public/static/alternative/Pretendard-Regular.ttf')),
    bold: fileURLToPath(import.meta.resolve('pretendard/dist/public/static/alternative/Pretendard-SemiBold.ttf')),
  },
})

/** The files of the program, save those that are given. */
export function pdfAssets(given: Partial<PdfAssets> = {}): PdfAssets {
  return { ...(import.meta.url.endsWith('.js') ? ofBundle() : ofCheckout()), ...given }
}
