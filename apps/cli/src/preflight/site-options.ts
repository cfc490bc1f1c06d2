import { homedir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@astrago/contracts'
import { inputOfSite, type PreflightInput, siteTlsKey, type WantedImage } from '@astrago/preflight'
import { z } from 'zod'
import type { Io, OptionSpec } from '../command.ts'
import type { HostKeys } from './known-hosts.ts'
import { type CliSite, readSiteFile, secretReader, thisMachine } from './site-file.ts'

/** Words separated by commas. */
export const List = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .optional()

/** Of which hosts, and how their keys are known. */
export const SITE_OPTIONS = {
  site: {
    placeholder: 'FILE',
    value: z.string().optional(),
    text: {
      ko: '대상 사이트의 site.yaml. 없으면 이 서버가 대상입니다.',
      en: 'site.yaml of the site; this machine unless given',
    },
  },
  hosts: { placeholder: 'A,B', value: List, text: { ko: '이 호스트만 대상으로 합니다.', en: 'These hosts only' } },
  'known-hosts': {
    placeholder: 'FILE',
    value: z.string().optional(),
    text: { ko: '호스트 키 파일. 기본은 ~/.ssh/known_hosts 입니다.', en: 'Host keys; ~/.ssh/known_hosts unless given' },
  },
  'accept-new-keys': {
    value: z.boolean().default(false),
    text: {
      ko: '파일에 없는 호스트의 키를 확인 없이 받아들여 파일에 적습니다. 키는 화면에 나옵니다.',
      en: 'Take the keys of hosts that the file does not know, and write them into it; they are shown',
    },
  },
} as const satisfies Record<string, OptionSpec>

type SiteOptions = { [K in keyof typeof SITE_OPTIONS]: z.output<(typeof SITE_OPTIONS)[K]['value']> }

export type AskedSite = {
  site: CliSite
  input: PreflightInput
  /** Names of the hosts that are meant. */
  hosts: readonly string[]
  keys: HostKeys
}

/** The site that the options name. @throws what reading it throws, VALIDATION_FAILED for a host that is not in it */
export async function askedSite(options: SiteOptions, io: Io, images: WantedImage[] = []): Promise<AskedSite> {
  const site = options.site ? await readSiteFile(options.site, io) : thisMachine()
  const input = inputOfSite(site, site.answers, { images })
  refuseHosts(options.hosts, input)
  const named = options['known-hosts']
  const keys = {
    file: named ?? join(homedir(), '.ssh/known_hosts'),
    isNamed: named !== undefined,
    acceptNew: options['accept-new-keys'],
  }
  return { site, input, hosts: options.hosts ?? input.nodes.map(({ name }) => name), keys }
}

/** The same, with what the checks may know of the key of the site's own certificate. */
export async function withTlsKey(asked: AskedSite, io: Io): Promise<AskedSite> {
  const tlsKey = await siteTlsKey(asked.site.answers, secretReader(io))
  return { ...asked, input: { ...asked.input, tlsKey } }
}

/** A misspelt host must not pass as one that was looked at. */
function refuseHosts(hosts: readonly string[] | undefined, { nodes }: PreflightInput): void {
  const unknown = hosts?.filter((host) => !nodes.some(({ name }) => name === host)) ?? []
  if (unknown.length > 0)
    throw new AppError('VALIDATION_FAILED', { params: { detail: `--hosts ${unknown.join(',')}` } })
}
