import { randomUUID } from 'node:crypto'
import { CheckId, exitCode, weigh } from '@astrago/contracts'
import {
  activeSecrets,
  type FactsFile,
  factsFile,
  type PreflightInput,
  type PreflightOptions,
  type PreflightResult,
  runPreflight,
  THRESHOLDS_VERSION,
} from '@astrago/preflight'
import { z } from 'zod'
import { YES } from '../changes/consent.ts'
import { type Command, type Context, EXIT } from '../command.ts'
import { LANGUAGE } from '../options.ts'
import { announce, askedImages, refuseUntried } from '../preflight/active.ts'
import { type Fixed, fix } from '../preflight/fix.ts'
import { hostOpener, type Open } from '../preflight/open-hosts.ts'
import {
  deliverReport,
  PREFLIGHT_EXITS,
  REPORT_FILE,
  REPORT_OUTPUT,
  refuseOutput,
  saveFile,
} from '../preflight/outputs.ts'
import { progressBar } from '../preflight/progress.ts'
import { readText } from '../preflight/read-file.ts'
import { reportOf } from '../preflight/report.ts'
import { secretReader } from '../preflight/site-file.ts'
import { type AskedSite, askedSite, List, SITE_OPTIONS, withTlsKey } from '../preflight/site-options.ts'
import { sayBound } from '../preflight/waiver-notes.ts'
import { type AskedWaiver, bindWaivers, readWaivers } from '../preflight/waivers-file.ts'

const OPTIONS = {
  ...SITE_OPTIONS,
  checks: {
    placeholder: 'ID,ID',
    value: List.pipe(z.array(CheckId).optional()),
    text: {
      ko: '이 점검만 합니다. 목록은 preflight checks로 봅니다.',
      en: 'Run these checks only; `preflight checks` lists them',
    },
  },
  listeners: {
    value: z.boolean().default(false),
    text: {
      ko: '다른 방법으로 증명되지 않는 포트에 몇 초 동안 리스너를 엽니다.',
      en: 'Open listeners for some seconds at ports that nothing else proves',
    },
  },
  bandwidth: {
    value: z.boolean().default(false),
    text: {
      ko: '호스트 사이에 짧은 데이터를 보내 대역폭을 잽니다.',
      en: 'Send short streams between hosts to measure bandwidth',
    },
  },
  active: {
    value: z.boolean().default(false),
    text: {
      ko: '호스트가 DNS, 시각 서버, 레지스트리, NFS, 프록시, 인터넷을 직접 써 보고 디스크를 잽니다. 무엇을 할지 먼저 알립니다.',
      en: 'Let hosts try name and time servers, registry, NFS, proxy and internet, and measure the disk; said before',
    },
  },
  images: {
    placeholder: 'FILE',
    value: z.string().min(1).optional(),
    text: {
      ko: '레지스트리에 있어야 할 이미지 목록(한 줄에 하나, RKE2의 rke2-images.*.txt 형식). --active와 함께 씁니다.',
      en: 'List of the images that the registry must have, one a line as in rke2-images.*.txt; for --active',
    },
  },
  fix: {
    value: z.boolean().default(false),
    text: {
      ko: '찾은 것 가운데 바로잡을 수 있는 것을 바로잡습니다. 변경을 먼저 보여 주고 묻습니다. 터미널이 아니면 묻지 않습니다.',
      en: 'Put right what can be: shows every change first and asks; without a terminal it does not ask',
    },
  },
  yes: YES,
  waivers: {
    placeholder: 'FILE',
    value: z.string().min(1).optional(),
    text: {
      ko: '면제를 적은 YAML 파일: check, host, reason, who, expires, outcome, identity',
      en: 'YAML file of waivers: check, host, reason, who, expires, outcome, identity',
    },
  },
  facts: {
    placeholder: 'FILE',
    value: z.string().min(1).optional(),
    text: {
      ko: '사실과 판정, 면제를 파일로 저장합니다. preflight judge와 preflight diff가 읽습니다.',
      en: 'Write facts, verdicts and waivers to a file, for preflight judge and preflight diff',
    },
  },
  output: REPORT_OUTPUT,
  file: REPORT_FILE,
  lang: LANGUAGE,
} as const

type Options = { [K in keyof typeof OPTIONS]: z.output<(typeof OPTIONS)[K]['value']> }

export const preflight: Command = {
  name: 'preflight',
  words: '',
  summary: {
    ko: '호스트를 점검합니다. --fix 없이는 아무것도 바꾸지 않습니다.',
    en: 'Checks hosts. Changes nothing on them without --fix.',
  },
  exits: PREFLIGHT_EXITS,
  options: OPTIONS,
  async run(context) {
    const options = context.options as Options
    await refuseOutput(context, [options.facts])
    refuseUntried(options, context)
    const images = await askedImages(options.images, context.io)
    const asked = await withTlsKey(await askedSite(options, context.io, images), context.io)
    const { site, input } = asked
    const startedAt = new Date().toISOString()
    if (options.active) announce(input, options, context)
    const waivers = await askedWaivers(options.waivers, input, context, new Date(startedAt))
    const secrets: string[] = []
    const open = await hostOpener(site, asked.keys, context.io, (secret) => secrets.push(secret))
    const found = await check(context, asked, open)
    const { result, fixes, isDone } = options.fix
      ? await fixAndLookAgain({ ...asked, result: found, open, secrets }, context)
      : { result: found, fixes: [], isDone: true }
    const bound = bindWaivers(waivers, result.verdicts, startedAt)
    sayBound(bound, context)
    const preflight = { id: randomUUID(), startedAt, endedAt: new Date().toISOString() }
    const told = { site: site.name, input, preflight, waivers: bound.waivers }
    if (options.facts) await saveFacts(options.facts, factsFile({ ...told, exportedAt: startedAt, result }))
    const { records, verdicts } = result
    const only = options.checks ? { only: options.checks } : {}
    const judged = { ...told, ...only, records, verdicts, fixes, waiversAt: startedAt, thresholds: THRESHOLDS_VERSION }
    await deliverReport(reportOf(judged), context)
    return isDone ? exitCode(weigh(verdicts, bound.waivers, new Date(startedAt))) : EXIT.error
  },
}

async function askedWaivers(
  path: string | undefined,
  { nodes }: PreflightInput,
  { io }: Context,
  now: Date,
): Promise<AskedWaiver[]> {
  if (path === undefined) return []
  const hosts = nodes.map(({ name }) => name)
  return readWaivers(await readText(path, io), path, hosts, now)
}

const saveFacts = (path: string, facts: FactsFile): Promise<void> => saveFile(path, `${JSON.stringify(facts)}\n`, 0o600)

type Again = Pick<PreflightOptions, 'hosts' | 'only' | 'earlier'>

/** The preflight as the options ask for it, or what of it is looked at again. */
async function check(context: Context, { site, input, hosts }: AskedSite, open: Open, again: Again = {}) {
  const { io, locale } = context
  const options = context.options as Options
  const progress = progressBar(io, locale, again.hosts?.length ?? hosts.length)
  try {
    return await runPreflight({
      input,
      open: (name) => open(name, { say: progress.say }),
      transport: site.kind === 'local' ? 'local' : 'ssh',
      signal: io.signal,
      listeners: options.listeners,
      bandwidth: options.bandwidth,
      active: options.active && !again.earlier,
      secrets: options.active ? await activeSecrets(site.answers, secretReader(io)) : {},
      onEvent: (event) => progress.take(event),
      hosts,
      ...(options.checks ? { only: options.checks } : {}),
      ...again,
    })
  } finally {
    progress.end()
  }
}

type ToFix = AskedSite & { result: PreflightResult; open: Open; secrets: readonly string[] }

/** Puts right what can be, then looks again at those hosts, for what was put right. */
async function fixAndLookAgain(request: ToFix, context: Context): Promise<Fixed & { result: PreflightResult }> {
  const { site, input, result, open, secrets } = request
  const fixed = await fix({ site: site.name, input, result, open, secrets }, context)
  if (fixed.fixes.length === 0) return { ...fixed, result }
  const hosts = [...new Set(fixed.fixes.map(({ host }) => host))]
  const only = [...new Set(fixed.fixes.map((each) => each.check))]
  const again = await check(context, request, open, { hosts, only, earlier: result })
  const { checks } = context.options as Options
  const verdicts = checks ? again.verdicts.filter((verdict) => checks.includes(verdict.check)) : again.verdicts
  return { ...fixed, result: { ...again, verdicts } }
}
