import { fileURLToPath } from 'node:url'

/** The files that a PDF needs at run time. */
export type PdfAssets = {
  /** The module of the worker thread: `src/pdf/worker.ts`, or its bundle. */
  workerUrl: URL
  /** Paths of Pretendard-Regular.ttf and Pretendard-SemiBold.ttf, or of static fonts with the same characters. */
  fonts: { regular: string; bold: string }
}

/** A bundle of the program has its worker beside it and its fonts in a folder, and no packages to look in. */
const BUNDLED = import.meta.url.endsWith('.js')
const FONTS = 'pretendard/dist/public/static/alternative'

const font = (file: string): string =>
  fileURLToPath(BUNDLED ? new URL(`../../../fonts/${file}`, import.meta.url) : import.meta.resolve(`${FONTS}/${file}`))

/** The files of the program, save those that are given. */
export function pdfAssets(given: Partial<PdfAssets> = {}): PdfAssets {
  return {
    workerUrl: given.workerUrl ?? new URL(BUNDLED ? './pdf-worker.js' : './worker.ts', import.meta.url),
    fonts: given.fonts ?? {
      regular: font('Pretendard-Regular.ttf'),
      bold: font('Pretendard-SemiBold.ttf'),
    },
  }
}
