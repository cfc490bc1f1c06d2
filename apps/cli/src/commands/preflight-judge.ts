import { readFile } from 'node:fs/promises'
import { AppError, exitCode, weigh } from '@astrago/contracts'
import { checkInfos, judgeAgain, readFactsFile } from '@astrago/preflight'
import type { Command, Context } from '../command.ts'
import { LANGUAGE, OUTPUT } from '../options.ts'
import { printStructured } from '../output.ts'

const SIGNS = { pass: '✓', warn: '!', fail: '✕', unknown: '?' } as const

export const preflightJudge: Command = {
  name: 'preflight judge',
  words: 'FACTS.json',
  summary: {
    ko: '저장한 사실을 이 버전의 기준으로 다시 판정합니다. 호스트에 접속하지 않습니다.',
    en: 'Judges saved facts again by the checks of this version, without touching a host.',
  },
  options: { output: OUTPUT, lang: LANGUAGE },
  async run(context) {
    const { io, locale, options } = context
    const file = readFactsFile(await readJson(context))
    const verdicts = judgeAgain(file)
    const titles = new Map(checkInfos().map(({ id, title }) => [id, title[locale]]))
    if (!printStructured(io, options.output, verdicts))
      for (const { status, host, check, found, wanted } of verdicts)
        io.out(`${SIGNS[status]} ${host.padEnd(16)} ${titles.get(check) ?? check}: ${found} (${wanted})\n`)
    return exitCode(weigh(verdicts, file.waivers, new Date(file.exportedAt)))
  },
}

async function readJson({ words }: Context): Promise<unknown> {
  const [path = ''] = words
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    const detail = `${path}: ${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message}`
    throw new AppError('VALIDATION_FAILED', { params: { detail }, cause })
  }
}
