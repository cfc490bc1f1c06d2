import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { AppError, CheckId, exitCode, weigh } from '@astrago/contracts'
import { listedImages, rke2 } from '@astrago/kubernetes'
import {
  type ActiveSecrets,
  activeSteps,
  type FactsFile,
  factsFile,
  inputOfSite,
  type PreflightInput,
  type PreflightResult,
  runPreflight,
  THRESHOLDS_VERSION,
  type WantedImage,
} from '@astrago/preflight'
import { z } from 'zod'
import type { Command, Context, Io } from '../command.ts'
import { LANGUAGE } from '../options.ts'
import { hostOpener } from '../preflight/open-hosts.ts'
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
import { type CliSite, readSiteFile, secretReader, thisMachine } from '../preflight/site-file.ts'
import { sayBound } from '../preflight/waiver-notes.ts'
import { type AskedWaiver, bindWaivers, readWaivers } from '../preflight/waivers-file.ts'

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
      ko: '호스트가 DNS, 시각 서버, 레지스트리, 프록시, 인터넷에 직접 물어보고 디스크를 잽니다. 무엇을 할지 먼저 알립니다.',
      en: 'Let hosts ask name and time servers, registry, proxy and internet, and measure the disk; said before',
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
  waivers: {
    placeholder: 'FILE',
    value: z.string().min(1).optional(),
    text: {
      ko: '면제를 적은 YAML 파일: check, host, reason, who, expires',
      en: 'YAML file of waivers: check, host, reason, who, expires',
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

const ACTIVE_TEXTS = {
  begins: {
    ko: '호스트가 다음을 직접 시도합니다. 아무것도 남기지 않으며 Ctrl+C로 멈출 수 있습니다.',
    en: 'The hosts are about to do this. Nothing stays behind, and Ctrl+C ends it.',
  },
  nothing: {
    ko: '능동 점검: 질문지에 물어볼 서비스가 없습니다.',
    en: 'Active checks: the questionnaire names no service to ask.',
  },
}

type Options = { [K in keyof typeof OPTIONS]: z.output<(typeof OPTIONS)[K]['value']> }

export const preflight: Command = {
  name: 'preflight',
  words: '',
  summary: {
    ko: '호스트를 점검합니다. 아무것도 바꾸지 않습니다.',
    en: 'Checks hosts. Changes nothing on them.',
  },
  exits: PREFLIGHT_EXITS,
  options: OPTIONS,
  async run(context) {
    const options = context.options as Options
    await refuseOutput(context, [options.facts])
    const site = options.site ? await readSiteFile(options.site, context.io) : thisMachine()
    const input = inputOf(site, await askedImages(options.images, context))
    refuseHosts(options.hosts, input)
    const startedAt = new Date().toISOString()
    if (options.active) announce(input, options, context)
    const asked = await askedWaivers(options.waivers, input, context, new Date(startedAt))
    const result = await check(context, site, input)
    const bound = bindWaivers(asked, result.verdicts, startedAt)
    sayBound(bound, context)
    const preflight = { id: randomUUID(), startedAt, endedAt: new Date().toISOString() }
    const told = { site: site.name, input, preflight, waivers: bound.waivers }
    if (options.facts) await saveFacts(options.facts, factsFile({ ...told, exportedAt: startedAt, result }))
    const { records, verdicts } = result
    const judged = { ...told, records, verdicts, waiversAt: startedAt, thresholds: THRESHOLDS_VERSION }
    await deliverReport(reportOf(judged), context)
    return exitCode(weigh(verdicts, bound.waivers, new Date(startedAt)))
  },
}

/** A misspelt host must not pass as one that was looked at. */
function refuseHosts(hosts: readonly string[] | undefined, { nodes }: PreflightInput): void {
  const unknown = hosts?.filter((host) => !nodes.some(({ name }) => name === host)) ?? []
  if (unknown.length > 0)
    throw new AppError('VALIDATION_FAILED', { params: { detail: `--hosts ${unknown.join(',')}` } })
}

/** What hosts are about to do besides being read, before they do it. */
function announce(input: PreflightInput, { hosts, checks }: Options, { io, locale }: Context): void {
  const steps = activeSteps(input, { ...(hosts ? { hosts } : {}), ...(checks ? { only: checks } : {}) })
  io.err(`${ACTIVE_TEXTS[steps.length > 0 ? 'begins' : 'nothing'][locale]}\n`)
  for (const step of steps) io.err(`  - ${step[locale]}\n`)
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

async function check(context: Context, site: CliSite, input: PreflightInput): Promise<PreflightResult> {
  const { io, locale } = context
  const options = context.options as Options
  const keys = {
    file: options['known-hosts'] ?? join(homedir(), '.ssh/known_hosts'),
    acceptNew: options['accept-new-keys'],
  }
  const progress = progressBar(io, locale, options.hosts?.length ?? input.nodes.length)
  try {
    const open = await hostOpener(site, keys, { ...io, err: progress.say })
    return await runPreflight({
      input,
      open,
      transport: site.kind === 'local' ? 'local' : 'ssh',
      signal: io.signal,
      listeners: options.listeners,
      bandwidth: options.bandwidth,
      active: options.active,
      secrets: options.active ? await activeSecrets(site, io) : {},
      onEvent: (event) => progress.take(event),
      ...(options.hosts ? { hosts: options.hosts } : {}),
      ...(options.checks ? { only: options.checks } : {}),
    })
  } finally {
    progress.end()
  }
}

function inputOf(site: CliSite, images: WantedImage[]): PreflightInput {
  return inputOfSite(site, site.answers, { ports: site.distribution === 'rke2' ? [...rke2.ports] : [], images })
}

/** No file of the command brings images to the hosts, so the registry must have them all. */
async function askedImages(path: string | undefined, { io }: Context): Promise<WantedImage[]> {
  if (path === undefined) return []
  return listedImages(await readText(path, io)).map((name) => ({ name, delivered: false }))
}

/** What active checks log in with. @throws SECRET_REF_UNRESOLVED */
async function activeSecrets({ answers }: CliSite, io: Io): Promise<ActiveSecrets> {
  const registry = answers['registry.password']
  return registry ? { 'registry.password': await secretReader(io)(registry.secretRef) } : {}
}
