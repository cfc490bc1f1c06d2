import { access, constants, lstat, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, type Locale, say } from '@astrago/contracts'
import { preflightToTerminal, type ReportModel, toHtml, toJson, toJunit, toYaml, writePdf } from '@astrago/reports'
import { z } from 'zod'
import type { Context, Io, OptionSpec } from '../command.ts'

type Written = string | Uint8Array
type Form = (model: ReportModel, locale: Locale, io: Io) => Written | Promise<Written>

/** The forms of a preflight's result. Those that are no text for a reader's eyes are kept off a terminal. */
const FORMS = {
  text: (model, locale, io) =>
    preflightToTerminal(model, { locale, color: io.color, ...(io.terminal ? { width: io.width } : {}) }),
  json: toJson,
  yaml: toYaml,
  junit: toJunit,
  html: toHtml,
  pdf: (model, locale) => writePdf(model, locale),
} as const satisfies Record<string, Form>
const OFF_TERMINAL: readonly unknown[] = ['html', 'pdf', 'xlsx']

export const REPORT_OUTPUT = {
  placeholder: 'FORMAT',
  value: z.enum(Object.keys(FORMS) as [keyof typeof FORMS]).default('text'),
  text: {
    ko: '출력 형식: text, json, yaml, junit, html, pdf',
    en: 'Output: text, json, yaml, junit, html or pdf',
  },
} as const satisfies OptionSpec

export const REPORT_FILE = {
  placeholder: 'FILE',
  value: z.string().min(1).optional(),
  text: {
    ko: '출력을 파일에 씁니다. html과 pdf는 파일로 쓰거나 파이프로 넘깁니다.',
    en: 'Write the output to a file; html and pdf go to a file or into a pipe',
  },
} as const satisfies OptionSpec

/** How a preflight ends, as `exitCode` of the contracts has it. */
export const PREFLIGHT_EXITS = {
  ko: ['0 모두 통과', '4 경고나 면제 있음', '3 설치를 막는 것이 있거나 판정한 것이 없음'],
  en: ['0 all passed', '4 warnings or waivers', '3 something blocks the installation, or nothing was judged'],
} as const

const SAVED = { ko: '저장했습니다: {path}', en: 'Saved: {path}' }

/** To be asked before the work whose result is written. @throws OUTPUT_NOT_FOR_TERMINAL, FILE_NOT_WRITABLE */
export async function refuseOutput({ io, options }: Context, files: readonly unknown[] = []): Promise<void> {
  if (OFF_TERMINAL.includes(options.output) && options.file === undefined && io.terminal)
    throw new AppError('OUTPUT_NOT_FOR_TERMINAL', { params: { format: String(options.output) } })
  for (const path of [options.file, ...files]) if (typeof path === 'string') await refuseFile(path)
}

async function refuseFile(path: string): Promise<void> {
  try {
    const there = await stat(path).catch(() => null)
    if (there?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    await access(there === null || there.isFile() ? dirname(path) : path, constants.W_OK)
  } catch (cause) {
    throw notWritable(path, cause)
  }
}

const notWritable = (path: string, cause: unknown): AppError =>
  new AppError('FILE_NOT_WRITABLE', { params: { path, detail: String((cause as NodeJS.ErrnoException).code) }, cause })

/**
 * Whole or not at all: what was there before stays until the new content is written. A link stays one, and a device or
 * a pipe is written into: root would otherwise put a file in place of /dev/null.
 * @throws FILE_NOT_WRITABLE
 */
export async function saveFile(path: string, content: Written, mode = 0o644): Promise<void> {
  try {
    // A link that leads to nothing yet is written through.
    const there = await stat(path)
      .catch(() => lstat(path))
      .catch(() => null)
    if (there === null || there.isFile()) await replaceFile(await realpath(path).catch(() => path), content, mode)
    else await writeFile(path, content, { mode })
  } catch (cause) {
    throw notWritable(path, cause)
  }
}

async function replaceFile(path: string, content: Written, mode: number): Promise<void> {
  const part = `${path}.${process.pid}.part`
  try {
    await writeFile(part, content, { mode })
    await rename(part, path)
  } catch (cause) {
    await rm(part, { force: true })
    throw cause
  }
}

/** Writes a result to `--file`, telling where on standard error, or to standard output. @throws FILE_NOT_WRITABLE */
export async function deliver(content: Written, { io, locale, options }: Context, sentence: string): Promise<void> {
  if (typeof options.file !== 'string') return io.out(content)
  await saveFile(options.file, content)
  io.err(`${sentence}\n${say(SAVED, locale, { path: options.file })}\n`)
}

/** Writes a report in the form of `--output`. @throws FILE_NOT_WRITABLE, REPORT_PDF_FAILED */
export async function deliverReport(model: ReportModel, context: Context): Promise<void> {
  const form: Form = FORMS[REPORT_OUTPUT.value.parse(context.options.output)]
  const { locale, options } = context
  // A file is no terminal, whatever standard output is.
  const io = options.file === undefined ? context.io : { ...context.io, color: false, terminal: false }
  await deliver(await form(model, locale, io), context, model.headline[locale])
}
