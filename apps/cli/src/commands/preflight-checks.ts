import { checkInfos } from '@astrago/preflight'
import { type Command, EXIT } from '../command.ts'
import { LANGUAGE, OUTPUT } from '../options.ts'
import { printStructured } from '../output.ts'

export const preflightChecks: Command = {
  name: 'preflight checks',
  words: '',
  summary: { ko: '모든 점검과 그 기준을 보여 줍니다.', en: 'Lists every check with its outcomes and sources.' },
  options: { output: OUTPUT, lang: LANGUAGE },
  async run({ io, locale, options }) {
    const infos = checkInfos()
    if (!printStructured(io, options.output, infos))
      for (const { id, category, title } of infos) io.out(`${category.padEnd(12)} ${id.padEnd(28)} ${title[locale]}\n`)
    return EXIT.pass
  },
}
