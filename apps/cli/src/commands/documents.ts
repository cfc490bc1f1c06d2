import { AppError, isPeriod } from '@astrago/contracts'
import { ownAddressTowards } from '@astrago/hosts'
import { firewallSheet, type HostRecord, inputOfSite, readFactsFile, requirements } from '@astrago/preflight'
import {
  firewallCommandsText,
  firewallDocument,
  jsonText,
  requirementsDocument,
  type Sheet,
  sheetPdf,
  sheetText,
  toXlsx,
  yamlText,
} from '@astrago/reports'
import { z } from 'zod'
import { type Command, type Context, EXIT, type Io, type OptionSpec } from '../command.ts'
import { LANGUAGE } from '../options.ts'
import { deliver, REPORT_FILE, refuseOutput } from '../preflight/outputs.ts'
import { readJson } from '../preflight/read-file.ts'
import { type CliSite, readSiteFile } from '../preflight/site-file.ts'
import { productVersion } from '../project.ts'

const SITE = {
  placeholder: 'FILE',
  value: z.string(),
  text: { ko: '사이트의 site.yaml', en: 'site.yaml of the site' },
} as const satisfies OptionSpec

const FACTS = {
  placeholder: 'FILE',
  value: z.string().min(1).optional(),
  text: {
    ko: '이 사이트를 점검하고 저장한 사실 파일(preflight --facts). 이름만 아는 목적지의 주소를 여기서 찾습니다.',
    en: 'Facts of a preflight of this site (preflight --facts), for the addresses of destinations known by name',
  },
} as const satisfies OptionSpec

const FILE = {
  ...REPORT_FILE,
  text: {
    ko: '출력을 파일에 씁니다. pdf와 xlsx는 파일로 쓰거나 파이프로 넘깁니다.',
    en: 'Write the output to a file; pdf and xlsx go to a file or into a pipe',
  },
} as const satisfies OptionSpec

const day = (ko: string, en: string) =>
  ({ placeholder: 'DAY', value: z.iso.date().optional(), text: { ko, en } }) as const satisfies OptionSpec

const PRODUCT = (): string => `AstraGo Installation Console ${productVersion()}`
const isKind = <K extends string>(kinds: readonly K[], value: unknown): value is K =>
  kinds.some((kind) => kind === value)

const SheetOutput = z.enum(['text', 'json', 'yaml', 'xlsx', 'pdf'])

const MADE = { ko: '문서를 만들었습니다.', en: 'The document was made.' }

/** @throws FILE_NOT_WRITABLE */
async function put(context: Context, body: Uint8Array | string) {
  await deliver(body, context, MADE[context.locale])
  return EXIT.pass
}

/** @throws FILE_NOT_WRITABLE, REPORT_PDF_FAILED */
async function putSheet(context: Context, model: unknown, sheet: Sheet) {
  const { io, options } = context
  // In a file, or a pipe, an address that is cut in two is none.
  const width = io.terminal && options.file === undefined ? io.width : Number.POSITIVE_INFINITY
  const forms = {
    text: () => sheetText(sheet, width),
    json: () => jsonText(model),
    yaml: () => yamlText(model),
    pdf: () => sheetPdf(sheet),
    xlsx: () => toXlsx(sheet),
  }
  return put(context, await forms[SheetOutput.parse(options.output)]())
}

/** What the hosts of the site said, out of a facts file. @throws FACTS_INVALID, VALIDATION_FAILED for that of another site */
async function recordsOf(path: string | undefined, site: CliSite, io: Io): Promise<readonly HostRecord[]> {
  if (path === undefined) return []
  const facts = readFactsFile(await readJson(path, io))
  if (facts.site !== site.name)
    throw new AppError('VALIDATION_FAILED', { params: { detail: `--facts ${path}: ${facts.site} ≠ ${site.name}` } })
  return facts.records
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
    facts: FACTS,
    from: day('사용 기간의 첫날 (2027-01-15)', 'First day of the period (2027-01-15)'),
    until: day('사용 기간의 마지막 날. 없으면 상시입니다.', 'Last day; for good unless given'),
    output: {
      placeholder: 'FORMAT',
      value: z.enum([...SheetOutput.options, ...FIREWALLS]).default('text'),
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
    await refuseOutput(context)
    const period = { from: (options.from as string) ?? null, until: (options.until as string) ?? null }
    if (!isPeriod(period))
      throw new AppError('VALIDATION_FAILED', { params: { detail: `--until ${period.until} < --from ${period.from}` } })
    const site = await readSiteFile(SITE.value.parse(options.site), io)
    const records = await recordsOf(FACTS.value.parse(options.facts), site, io)
    const input = inputOf(site)
    const first = input.nodes.find(({ address }) => address !== null)?.address
    const sheet = firewallSheet({
      name: site.name,
      generatedAt: new Date().toISOString(),
      input,
      console: first ? await ownAddressTowards(first) : null,
      period,
      records,
    })
    const { output } = options
    if (isKind(FIREWALLS, output)) return put(context, firewallCommandsText(sheet, output))
    const medium = output === 'xlsx' ? 'spreadsheet' : 'print'
    return putSheet(context, sheet, firewallDocument(sheet, locale, PRODUCT(), medium))
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
      value: SheetOutput.default('text'),
      text: { ko: '출력 형식: text, json, yaml, xlsx, pdf', en: 'Output: text, json, yaml, xlsx or pdf' },
    },
    file: FILE,
    lang: LANGUAGE,
  },
  async run(context) {
    const { io, locale, options } = context
    await refuseOutput(context)
    const site = await readSiteFile(SITE.value.parse(options.site), io)
    const model = requirements({ name: site.name, generatedAt: new Date().toISOString(), input: inputOf(site) })
    return putSheet(context, model, requirementsDocument(model, locale, PRODUCT()))
  },
}

export const DOCUMENT_COMMANDS: readonly Command[] = [firewallRequest, needed]
