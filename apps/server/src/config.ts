import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { type KeySource, keySourceOf } from '@astrago/store'
import { z } from 'zod'

/** An option of the console: on the command line as `--name`, else from the environment. */
type Option = { env: string; value: z.ZodType; placeholder: string; text: { ko: string; en: string } }

const xdg = (variable: string | undefined, fallback: string): string => variable || join(homedir(), fallback)

export const OPTIONS = {
  port: {
    env: 'ASTRAGO_PORT',
    value: z.coerce.number().int().min(0).max(65535).default(8420),
    placeholder: 'PORT',
    text: {
      ko: '접속을 받을 포트. 기본은 8420, 0은 빈 포트를 고릅니다.',
      en: 'Port to listen on; 8420 unless named, 0 takes a free one.',
    },
  },
  host: {
    env: 'ASTRAGO_HOST',
    value: z.string().min(1).default('127.0.0.1'),
    placeholder: 'ADDRESS',
    text: {
      ko: '접속을 받을 주소. 기본은 127.0.0.1, 루프백이 아니면 TLS로 엽니다.',
      en: 'Address to listen on; 127.0.0.1 unless named, anything but loopback is served over TLS.',
    },
  },
  'data-dir': {
    env: 'ASTRAGO_DATA_DIR',
    value: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .optional(),
    placeholder: 'FOLDER',
    text: {
      ko: '데이터 폴더. 기본은 ~/.local/share/astrago 입니다.',
      en: 'Data folder; ~/.local/share/astrago unless named.',
    },
  },
  'key-file': {
    env: 'ASTRAGO_KEY_FILE',
    value: z
      .string()
      .min(1)
      .transform((path) => resolve(path))
      .optional(),
    placeholder: 'FILE',
    text: {
      ko: '금고 열쇠 파일. 기본은 데이터 폴더 밖의 ~/.config/astrago 아래입니다.',
      en: 'Key file of the vault; below ~/.config/astrago, outside the data folder, unless named.',
    },
  },
  'tls-cert': {
    env: 'ASTRAGO_TLS_CERT',
    value: z.string().min(1).optional(),
    placeholder: 'FILE',
    text: { ko: 'TLS 인증서(PEM). 없으면 만들어 씁니다.', en: 'TLS certificate (PEM); one is generated unless named.' },
  },
  'tls-key': {
    env: 'ASTRAGO_TLS_KEY',
    value: z.string().min(1).optional(),
    placeholder: 'FILE',
    text: { ko: 'TLS 인증서의 개인 키(PEM).', en: 'Private key of the TLS certificate (PEM).' },
  },
} as const satisfies Record<string, Option>

type OptionName = keyof typeof OPTIONS
type ConsoleOptions = { [K in OptionName]: z.output<(typeof OPTIONS)[K]['value']> }
export type Environment = Readonly<Record<string, string | undefined>>

export type ConsoleConfig = {
  port: number
  host: string
  dataDir: string
  key: KeySource
  tls: { cert: string; key: string } | null
}

export const TLS_GOES_TOGETHER = {
  ko: '--tls-cert와 --tls-key는 함께 써야 합니다',
  en: '--tls-cert and --tls-key go together',
}

function hasWholeCertificate(options: Record<string, unknown>): boolean {
  return (options['tls-cert'] === undefined) === (options['tls-key'] === undefined)
}

/**
 * The settings from the options given and the environment; an option wins.
 * @throws ZodError naming the option that is wrong
 */
export function readConfig(given: Readonly<Record<string, string | undefined>>, env: Environment): ConsoleConfig {
  const names = Object.keys(OPTIONS) as OptionName[]
  const shape = Object.fromEntries(names.map((name) => [name, OPTIONS[name].value]))
  const values = Object.fromEntries(names.map((name) => [name, given[name] ?? (env[OPTIONS[name].env] || undefined)]))
  const options = z
    .object(shape)
    .refine(hasWholeCertificate, { path: ['tls-key'], params: { text: TLS_GOES_TOGETHER } })
    .parse(values, { reportInput: true }) as ConsoleOptions
  const dataDir = options['data-dir'] ?? ownDataDir(env)
  return {
    port: options.port,
    host: options.host,
    dataDir,
    key: keySourceOf(dataDir, options['key-file'], env),
    tls: options['tls-cert'] && options['tls-key'] ? { cert: options['tls-cert'], key: options['tls-key'] } : null,
  }
}

/** The data folder where the environment names none. */
const ownDataDir = (env: Environment): string => join(xdg(env.XDG_DATA_HOME, '.local/share'), 'astrago')

/** The data folder where no option names one: the console's as well as the command's. */
export function usualDataDir(env: Environment): string {
  const named = env[OPTIONS['data-dir'].env]
  return named ? resolve(named) : ownDataDir(env)
}

/** Only these addresses are served without TLS. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
