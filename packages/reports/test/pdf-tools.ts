import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why PDF tests cannot run here; null when they can. */
export const noPdfTools = spawnSync('pdftotext', ['-v']).error ? 'pdftotext is missing (Debian: poppler-utils)' : null

function withFile<T>(pdf: Uint8Array, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  try {
    const path = join(folder, 'report.pdf')
    writeFileSync(path, pdf)
    return use(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const run = (command: string, args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })

/** The text of each page, in reading order. */
export const pagesOf = (pdf: Uint8Array): string[] =>
  withFile(pdf, (path) => run('pdftotext', ['-enc', 'UTF-8', path, '-']))
    .split('\f')
    .slice(0, -1)

export const fontsOf = (pdf: Uint8Array): string => withFile(pdf, (path) => run('pdffonts', [path]))

export type Word = { page: number; text: string; left: number; top: number; right: number; bottom: number }

/** Every word with its box, in points from the top left. */
export function wordsOf(pdf: Uint8Array): Word[] {
  const xml = withFile(pdf, (path) => run('pdftotext', ['-bbox', path, '-']))
  return xml
    .split('<page ')
    .slice(1)
    .flatMap((page, index) =>
      [
        ...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g),
      ].map(([, left, top, right, bottom, text]) => ({
        page: index + 1,
        text: text ?? '',
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })),
    )
}
