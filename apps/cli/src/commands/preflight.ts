import { writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CheckId, exitCode, type HostView, weigh } from '@astrago/contracts'
import type { Node } from '@astrago/exchange-form'
import { rke2 } from '@astrago/kubernetes'
import {
  checkInfos,
  countByStatus,
  factsFile,
  inputOfSite,
  type PreflightInput,
  type PreflightResult,
  runPreflight,
  THRESHOLDS_VERSION,
} from '@astrago/preflight'
import { buildReport, preflightToTerminal, type ReportModel, toJson, toYaml } from '@astrago/reports'
import { z } from 'zod'
import type { Command, Context } from '../command.ts'
import { LANGUAGE, OUTPUT } from '../options.ts'
import { hostOpener } from '../preflight/open-hosts.ts'
import { progressLine } from '../preflight/progress.ts'
import { type CliSite, readSiteFile, thisMachine } from '../preflight/site-file.ts'
import { productVersion } from '../project.ts'

const List = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .optional()

const OPTIONS = {
  site: {
    placeholder: 'FILE',
    value: z.string().optional(),
    text: {
      ko: '점검할 사이트의 site.yaml. 없으면 이 서버를 점검합니다.',
      en: 'site.yaml of the site; this machine unless given',
    },
  },
  hosts: { placeholder: 'A,B', value: List, text: { ko: '이 호스트만 점검합니다.', en: 'Check these hosts only' } },
  checks: {
    placeholder: 'ID,ID',
    value: List.pipe(z.array(CheckId).optional()),
    text: {
      ko: '이 점검만 합니다. 목록은 preflight checks로 봅니다.',
      en: 'Run these checks only; `preflight checks` lists them',
    },
  },
  'known-hosts': {
    placeholder: 'FILE',
    value: z.string().optional(),
    text: { ko: '호스트 키 파일. 기본은 ~/.ssh/known_hosts 입니다.', en: 'Host keys; ~/.ssh/known_hosts unless given' },
  },
  'accept-new-keys': {
    value: z.boolean().default(false),
    text: {
      ko: '파일에 없는 호스트의 키를 확인 없이 받아들입니다. 키는 화면에 나옵니다.',
      en: 'Take the keys of hosts that the file does not know; they are shown',
    },
  },
  facts: {
    placeholder: 'FILE',
    value: z.string().optional(),
    text: { ko: '사실과 판정을 파일로 저장합니다.', en: 'Write facts and verdicts to a file' },
  },
  output: OUTPUT,
  lang: LANGUAGE,
} as const

type Options = { [K in keyof typeof OPTIONS]: z.output<(typeof OPTIONS)[K]['value']> }

export const preflight: Command = {
  name: 'preflight',
  words: '',
  summary: {
    ko: '호스트를 점검합니다. 아무것도 바꾸지 않습니다.',
    en: 'Checks hosts. Changes nothing on them.',
  },
  options: OPTIONS,
  async run(context) {
    const options = context.options as Options
    const site = options.site ? await readSiteFile(options.site) : thisMachine()
    const input = inputOf(site)
    const startedAt = new Date().toISOString()
    const result = await check(context, site, input)
    const model = await reportOf(site, result, startedAt)
    if (options.facts) {
      const file = factsFile(site.name, startedAt, input, result, [])
      await writeFile(options.facts, `${JSON.stringify(file)}\n`, { mode: 0o600 })
    }
    context.io.out(write(model, context))
    return exitCode(weigh(result.verdicts, [], new Date()))
  },
}

async function check(context: Context, site: CliSite, input: PreflightInput): Promise<PreflightResult> {
  const { io, locale } = context
  const options = context.options as Options
  const keys = {
    file: options['known-hosts'] ?? join(homedir(), '.ssh/known_hosts'),
    acceptNew: options['accept-new-keys'],
  }
  const open = await hostOpener(site, keys, io)
  const progress = progressLine(io, locale, options.hosts?.length ?? input.nodes.length)
  try {
    return await runPreflight({
      input,
      open,
      transport: site.kind === 'local' ? 'local' : 'ssh',
      signal: io.signal,
      onEvent: (event) => progress.take(event),
      ...(options.hosts ? { hosts: options.hosts } : {}),
      ...(options.checks ? { only: options.checks } : {}),
    })
  } finally {
    progress.end()
  }
}

function inputOf(site: CliSite): PreflightInput {
  return inputOfSite(site, site.answers, site.distribution === 'rke2' ? [...rke2.ports] : [])
}

async function reportOf(
  site: CliSite,
  { records, verdicts }: PreflightResult,
  startedAt: string,
): Promise<ReportModel> {
  return buildReport({
    product: { name: 'AstraGo Installation Console', version: productVersion() },
    generatedAt: new Date().toISOString(),
    generatedBy: 'astrago preflight',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    site,
    hosts: (site.answers['resources.nodes'] ?? []).map(asHostView),
    checks: checkInfos(),
    preflight: {
      id: crypto.randomUUID(),
      site: site.name,
      state: 'done',
      startedAt,
      endedAt: new Date().toISOString(),
      hosts: records.map(({ host }) => host),
      verdicts,
      counts: countByStatus(verdicts),
      thresholds: THRESHOLDS_VERSION,
    },
    answers: site.draft,
  })
}

const asHostView = ({ name, address, roles }: Node): HostView => ({
  name,
  address,
  roles,
  key: { state: 'none', type: null, offered: null, pinned: null },
  reached: null,
  problem: null,
  summary: null,
  seenAt: null,
})

function write(model: ReportModel, { io, locale, options }: Context): string {
  if (options.output === 'json') return toJson(model)
  if (options.output === 'yaml') return toYaml(model)
  return preflightToTerminal(model, { locale, color: io.color, ...(io.color ? { width: io.width } : {}) })
}
