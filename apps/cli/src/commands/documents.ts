import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '@astrago/contracts'
import { ownAddressTowards } from '@astrago/hosts'
import { firewallSheet, inputOfSite, requirements } from '@astrago/preflight'
import {
  firewallCommandsText,
  firewallDocument,
  requirementsDocument,
  type Sheet,
  sheetPdf,
  sheetText,
  toXlsx,
} from '@astrago/reports'
import { z } from 'zod'
import { type Command, type Context, EXIT, type ExitCode, type OptionSpec } from '../command.ts'
import { LANGUAGE } from '../options.ts'
import { printStructured } from '../output.ts'
import { type CliSite, readSiteFile } from '../preflight/site-file.ts'
import { productVersion } from '../project.ts'

const SITE = {
  placeholder: 'FILE',
  value: z.string(),
  text: { ko: '사이트의 site.yaml', en: 'site.yaml of the site' },
} as const satisfies OptionSpec

const FILE = {
  placeholder: 'FILE',
  value: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional(),
  text: { ko: '파일로 저장합니다. pdf와 xlsx에는 꼭 필요합니다.', en: 'Write to this file; needed for pdf and xlsx' },
} as const satisfies OptionSpec

const day = (ko: string, en: string) =>
  ({ placeholder: 'DAY', value: z.iso.date().optional(), text: { ko, en } }) as const satisfies OptionSpec

const PRODUCT = (): string => `AstraGo Installation Console ${productVersion()}`
const isKind = <K extends string>(kinds: readonly K[], value: unknown): value is K =>
  kinds.some((kind) => kind === value)

/** @throws VALIDATION_FAILED for a document that no terminal can show, without a file to put it into */
async function put({ io, options }: Context, body: Uint8Array | string): Promise<ExitCode> {
  const file = FILE.value.parse(options.file)
  if (file) await writeFile(file, body)
  else if (typeof body === 'string') io.out(body)
  else throw new AppError('VALIDATION_FAILED', { params: { detail: '--file' } })
  return EXIT.pass
}

async function putSheet(context: Context, sheet: Sheet): Promise<ExitCode> {
  const { output } = context.options
  if (output === 'pdf') return put(context, await sheetPdf(sheet))
  if (output === 'xlsx') return put(context, await toXlsx(sheet))
  // In a file, or a pipe, an address that is cut in two is none.
  const isRead = context.io.terminal && context.options.file === undefined
  return put(context, sheetText(sheet, isRead ? context.io.width : Number.POSITIVE_INFINITY))
}

const inputOf = (site: CliSite) => inputOfSite(site, site.answers)

const FIREWALLS = ['firewalld', 'ufw', 'nftables'] as const

const firewallRequest: Command = {
  name: 'firewall-request',
  words: '',
  summary: {
    ko: '방화벽 신청서를 만듭니다. 호스트에 접속하지 않습니다.',
    en: 'Makes the firewall request sheet, without touching a host.',
  },
  options: {
    site: SITE,
    from: day('사용 기간의 첫날 (2027-01-15)', 'First day of the period (2027-01-15)'),
    until: day('사용 기간의 마지막 날. 없으면 상시입니다.', 'Last day; for good unless given'),
    output: {
      placeholder: 'FORMAT',
      value: z.enum(['text', 'json', 'yaml', 'xlsx', 'pdf', ...FIREWALLS]).default('text'),
      text: {
        ko: '출력 형식: text, json, yaml, xlsx, pdf. firewalld, ufw, nftables는 호스트에서 실행할 명령입니다.',
        en: 'Output: text, json, yaml, xlsx or pdf; firewalld, ufw or nftables for the commands to run on the hosts',
      },
    },
    file: FILE,
    lang: LANGUAGE,
  },
  async run(context) {
    const { io, locale, options } = context
    const site = await readSiteFile(SITE.value.parse(options.site), io)
    const input = inputOf(site)
    const first = input.nodes.find(({ address }) => address !== null)?.address
    const sheet = firewallSheet({
      name: site.name,
      generatedAt: new Date().toISOString(),
      input,
      console: first ? await ownAddressTowards(first) : null,
      period: { from: (options.from as string) ?? null, until: (options.until as string) ?? null },
    })
    const { output } = options
    if (isKind(FIREWALLS, output)) return put(context, firewallCommandsText(sheet, output))
    if (printStructured(io, output, sheet)) return EXIT.pass
    return putSheet(context, firewallDocument(sheet, locale, PRODUCT(), output === 'xlsx' ? 'spreadsheet' : 'print'))
  },
}

const needed: Command = {
  name: 'requirements',
  words: '',
  summary: {
    ko: '설치 전에 준비할 것을 사전 점검 항목에서 만듭니다.',
    en: 'Says what to prepare for a site, made from the checks of the preflight.',
  },
  options: {
    site: SITE,
    output: {
      placeholder: 'FORMAT',
      value: z.enum(['text', 'json', 'yaml', 'xlsx', 'pdf']).default('text'),
      text: { ko: '출력 형식: text, json, yaml, xlsx, pdf', en: 'Output: text, json, yaml, xlsx or pdf' },
    },
    file: FILE,
    lang: LANGUAGE,
  },
  async run(context) {
    const { io, locale, options } = context
    const site = await readSiteFile(SITE.value.parse(options.site), io)
    const model = requirements({ name: site.name, generatedAt: new Date().toISOString(), input: inputOf(site) })
    if (printStructured(io, options.output, model)) return EXIT.pass
    return putSheet(context, requirementsDocument(model, locale, PRODUCT()))
  },
}

export const DOCUMENT_COMMANDS: readonly Command[] = [firewallRequest, needed]
