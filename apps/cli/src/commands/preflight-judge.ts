import { exitCode, weigh } from '@astrago/contracts'
import { judgeAgain, readFactsFile, THRESHOLDS_VERSION } from '@astrago/preflight'
import type { Command } from '../command.ts'
import { LANGUAGE } from '../options.ts'
import { deliverReport, PREFLIGHT_EXITS, REPORT_FILE, REPORT_OUTPUT, refuseOutput } from '../preflight/outputs.ts'
import { readJson } from '../preflight/read-file.ts'
import { reportOf } from '../preflight/report.ts'

const OTHER_THRESHOLDS = {
  ko: '이 파일의 판정은 다른 기준으로 한 것입니다. 여기서는 이 버전의 기준으로 다시 판정합니다.\n',
  en: 'The verdicts of this file were made by other thresholds. Here they are made again by those of this version.\n',
}

export const preflightJudge: Command = {
  name: 'preflight judge',
  words: 'FACTS.json',
  summary: {
    ko: '저장한 사실을 이 버전의 기준으로 다시 판정합니다. 호스트에 접속하지 않습니다. 면제는 파일을 만든 시각을 기준으로 봅니다.',
    en: 'Judges saved facts again by the checks of this version, without touching a host. Waivers count as of the time of the file.',
  },
  exits: PREFLIGHT_EXITS,
  options: { output: REPORT_OUTPUT, file: REPORT_FILE, lang: LANGUAGE },
  async run(context) {
    await refuseOutput(context)
    const file = readFactsFile(await readJson(context.words[0] ?? '', context.io))
    if (file.thresholds !== null && file.thresholds !== THRESHOLDS_VERSION)
      context.io.err(OTHER_THRESHOLDS[context.locale])
    const { site, input, records, waivers, exportedAt: at } = file
    const verdicts = judgeAgain(file)
    const preflight = file.preflight ?? { id: '', startedAt: at, endedAt: at }
    const judged = { site, input, records, verdicts, preflight, waivers, waiversAt: at, thresholds: THRESHOLDS_VERSION }
    await deliverReport(reportOf(judged), context)
    return exitCode(weigh(verdicts, waivers, new Date(at)))
  },
}
