import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '@astrago/contracts'
import { z } from 'zod'
import { type Command, type Context, EXIT } from '../command.ts'
import { DATA_DIR, KEY_FILE, LANGUAGE } from '../options.ts'
import { askShell } from '../shell.ts'

const FILE = {
  placeholder: 'FILE',
  value: z.string().min(1).optional(),
  text: {
    ko: '새 파일에 저장합니다. 소유자만 읽을 수 있습니다.',
    en: 'Write to a new file that only its owner can read',
  },
} as const

const WRITTEN = {
  ko: '저장했습니다: {path}\n  KUBECONFIG={path} kubectl get nodes',
  en: 'Written to {path}\n  KUBECONFIG={path} kubectl get nodes',
} as const

export const kubeconfig: Command = {
  name: 'kubeconfig',
  words: 'SITE',
  summary: {
    ko: '사이트의 kubeconfig를 내줍니다. 클러스터의 모든 권한이 들어 있으므로 비밀번호처럼 다루십시오. 감사 기록에 남습니다.',
    en: 'Gives the kubeconfig of a site, by its name. It grants everything in the cluster: treat it as a password. The audit log notes it.',
  },
  options: { file: FILE, 'data-dir': DATA_DIR, 'key-file': KEY_FILE, lang: LANGUAGE },
  async run(context) {
    const { io, locale, options } = context
    const { answer } = await askShell(context, { command: 'kubeconfig', site: siteOf(context) })
    const text = answer.kubeconfig ?? ''
    if (typeof options.file !== 'string') {
      io.out(text)
      return EXIT.pass
    }
    const path = resolve(options.file)
    await writeNew(path, text)
    io.err(`${WRITTEN[locale].replaceAll('{path}', path)}\n`)
    return EXIT.pass
  },
}

function siteOf({ words }: Context): string {
  const [site] = words
  if (!site || words.length !== 1) throw new AppError('VALIDATION_FAILED', { params: { detail: 'SITE' } })
  return site
}

/** A file that is there already may be somebody's only key to another cluster, so it is never replaced. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    const detail = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new AppError('FILE_NOT_WRITTEN', { params: { path, detail }, cause })
  }
}
