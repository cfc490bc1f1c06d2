import { AppError, isAppError } from '@astrago/contracts'
import { type FactsFile, judgeAgain, readFactsFile, THRESHOLDS_VERSION } from '@astrago/preflight'
import { compareReports, diffToTerminal, jsonText, ReportModel, yamlText } from '@astrago/reports'
import { z } from 'zod'
import type { Command, Context } from '../command.ts'
import { LANGUAGE, OUTPUT } from '../options.ts'
import { deliver, REPORT_FILE, refuseOutput } from '../preflight/outputs.ts'
import { readJson } from '../preflight/read-file.ts'
import { reportOf } from '../preflight/report.ts'

const AGAIN = {
  value: z.boolean().default(false),
  text: {
    ko: '사실 파일은 두 쪽 모두 이 버전의 기준으로 다시 판정해 비교합니다.',
    en: 'Judge facts files again by the thresholds of this version, both sides',
  },
}

const COMPARED = { ko: '두 점검을 비교했습니다.', en: 'The two preflights were compared.' }

export const preflightDiff: Command = {
  name: 'preflight diff',
  words: 'BEFORE.json AFTER.json',
  summary: {
    ko: '두 점검에서 호스트와 점검마다 달라진 것을 보여 줍니다. 사실 파일이나 --output json의 보고서를 읽습니다.',
    en: 'Shows what changed between two preflights, by host and check. Reads facts files and reports of --output json.',
  },
  exits: {
    ko: ['0 달라진 것 없음', '4 달라졌지만 나빠진 것은 없음', '3 나빠졌거나 새로 설치를 막는 것 있음'],
    en: [
      '0 nothing changed',
      '4 something changed, nothing for the worse',
      '3 something is worse, or new and blocking',
    ],
  },
  options: { again: AGAIN, output: OUTPUT, file: REPORT_FILE, lang: LANGUAGE },
  async run(context) {
    await refuseOutput(context)
    const [before = '', after = ''] = context.words
    const diff = compareReports(await readSide(before, context), await readSide(after, context))
    const { io, locale, options } = context
    const terminal = io.terminal && options.file === undefined
    const look = { locale, color: terminal && io.color, ...(terminal ? { width: io.width } : {}) }
    const forms = {
      text: () => diffToTerminal(diff, look),
      json: () => jsonText(diff),
      yaml: () => yamlText(diff),
    }
    await deliver(forms[OUTPUT.value.parse(options.output)](), context, COMPARED[locale])
    return diff.exitCode
  },
}

/** @throws FILE_UNREADABLE, FACTS_INVALID naming the file */
async function readSide(path: string, { io, options }: Context): Promise<ReportModel> {
  const content = await readJson(path, io)
  const report = ReportModel.safeParse(content)
  if (report.success && report.data.preflight) return report.data
  try {
    return ofFacts(readFactsFile(content), options.again === true)
  } catch (error) {
    if (!isAppError(error)) throw error
    throw new AppError('FACTS_INVALID', {
      params: { detail: `${path}: ${error.details.params?.detail}` },
      cause: error,
    })
  }
}

function ofFacts(file: FactsFile, again: boolean): ReportModel {
  const { site, input, records, waivers, exportedAt: at } = file
  return reportOf({
    site,
    input,
    records,
    verdicts: again ? judgeAgain(file) : file.verdicts,
    preflight: file.preflight ?? { id: '', startedAt: at, endedAt: at },
    waivers,
    waiversAt: at,
    thresholds: again ? THRESHOLDS_VERSION : file.thresholds,
  })
}
