import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isSea } from 'node:sea'
import { type Command, type Context, EXIT, LANGUAGE, MIGRATIONS, OUTPUT, printStructured } from '@astrago/cli'
import { AppError } from '@astrago/contracts'
import { isLoopback, TLS_GOES_TOGETHER } from '@astrago/server'
import { readMigrations } from '@astrago/store'
import { z } from 'zod'
import { alone } from '../service/alone.ts'
import { installService } from '../service/install.ts'
import { PLACES } from '../service/places.ts'
import { uninstallService } from '../service/uninstall.ts'
import type { Listen } from '../service/unit.ts'

const TEXTS = {
  installed: {
    ko: '콘솔을 서비스로 설치했고 동작하고 있습니다:',
    en: 'The console is installed as a service and runs at',
  },
  upgraded: {
    ko: '콘솔을 이 버전으로 올렸고 동작하고 있습니다:',
    en: 'The console was upgraded to this version and runs at',
  },
  fingerprint: { ko: 'TLS 인증서 지문 (SHA-256):', en: 'TLS certificate fingerprint (SHA-256):' },
  link: {
    ko: '첫 리셀러 계정을 만드는 한 번만 쓰는 링크입니다 (24시간):',
    en: 'One-time link that makes the first reseller account (24 hours):',
  },
  loopback: {
    ko: '지금은 이 서버에서만 열립니다. 다른 PC에서 열려면 --host 0.0.0.0 으로 다시 설치하십시오.',
    en: 'It is open on this machine alone. Install again with --host 0.0.0.0 to reach it from others.',
  },
  removed: { ko: '서비스를 없앴습니다.', en: 'The service is gone.' },
  kept: { ko: '데이터는 그대로 두었습니다:', en: 'The data was left where it is:' },
} as const

/** A host of the unit file: no blanks, nothing that systemd would expand. */
const HOST = z
  .string()
  .regex(/^[\w.:-]+$/)
  .optional()
/** A file of the unit file, in full. */
const FILE = z
  .string()
  .min(1)
  .transform((path) => resolve(path))
  .pipe(z.string().regex(/^[\p{L}\p{N}_./@:+=,-]+$/u))
  .optional()
const PORT = z.coerce.number().int().min(1).max(65535).optional()

/** @throws SERVICE_NEEDS */
function refuseElsewhere(): void {
  const missing = [
    [isSea(), 'astrago executable'],
    [process.getuid?.() === 0, 'root'],
    [existsSync('/run/systemd/system'), 'systemd'],
  ].flatMap(([there, name]) => (there ? [] : [String(name)]))
  if (missing.length > 0) throw new AppError('SERVICE_NEEDS', { params: { what: missing.join(', ') } })
}

const install: Command = {
  name: 'console install',
  words: '',
  summary: {
    ko: '웹 콘솔을 systemd 서비스로 설치하거나 이 버전으로 올립니다.',
    en: 'Installs the web console as a systemd service, or upgrades it to this version.',
  },
  options: {
    host: {
      placeholder: 'ADDRESS',
      value: HOST,
      text: {
        ko: '접속을 받을 주소. 기본은 127.0.0.1, 올릴 때는 전과 같습니다.',
        en: 'Address to listen on; 127.0.0.1, or as before when upgrading',
      },
    },
    port: {
      placeholder: 'PORT',
      value: PORT,
      text: {
        ko: '접속을 받을 포트. 기본은 8420, 올릴 때는 전과 같습니다.',
        en: 'Port to listen on; 8420, or as before when upgrading',
      },
    },
    'tls-cert': {
      placeholder: 'FILE',
      value: FILE,
      text: {
        ko: 'TLS 인증서(PEM). 없으면 만들어 쓰고, 올릴 때는 전과 같습니다. 시작할 때마다 다시 읽습니다.',
        en: 'TLS certificate (PEM); one is generated, or as before when upgrading. Read again at every start',
      },
    },
    'tls-key': {
      placeholder: 'FILE',
      value: FILE,
      text: {
        ko: 'TLS 인증서의 개인 키(PEM). root만 읽을 수 있어도 됩니다.',
        en: 'Private key of the TLS certificate (PEM); it may be readable by root alone',
      },
    },
    output: OUTPUT,
    lang: LANGUAGE,
  },
  async run({ io, locale, options }) {
    refuseElsewhere()
    const request = {
      program: process.execPath,
      listen: listenAsked(options),
      migrations: readMigrations(MIGRATIONS),
    }
    const { url, upgraded, listen, token } = await alone(() => installService(request))
    const fingerprint = url.startsWith('https:') ? fingerprintOf(listen) : null
    const link = token && `${url}/setup/#${token}`
    if (printStructured(io, options.output, { url, upgraded, fingerprint, link })) return EXIT.pass
    io.out(`${TEXTS[upgraded ? 'upgraded' : 'installed'][locale]} ${url}\n`)
    if (fingerprint) io.out(`${TEXTS.fingerprint[locale]} ${fingerprint}\n`)
    if (isLoopback(listen.host)) io.out(`${TEXTS.loopback[locale]}\n`)
    if (link) io.out(`${TEXTS.link[locale]}\n  ${link}\n`)
    return EXIT.pass
  },
}

/** @throws VALIDATION_FAILED for a certificate without its key, or the other way round */
function listenAsked(options: Record<string, unknown>): Partial<Listen> {
  const [host, port] = [HOST.parse(options.host), PORT.parse(options.port)]
  const [cert, key] = [FILE.parse(options['tls-cert']), FILE.parse(options['tls-key'])]
  if (Boolean(cert) !== Boolean(key))
    throw new AppError('VALIDATION_FAILED', {
      params: { detail: '--tls-cert, --tls-key' },
      fields: [{ path: cert ? '--tls-key' : '--tls-cert', message: TLS_GOES_TOGETHER }],
    })
  return { ...(host ? { host } : {}), ...(port ? { port } : {}), ...(cert && key ? { tls: { cert, key } } : {}) }
}

function fingerprintOf({ tls }: Listen): string {
  return new X509Certificate(readFileSync(tls?.cert ?? join(PLACES.data, 'tls/cert.pem'))).fingerprint256
}

const uninstall: Command = {
  name: 'console uninstall',
  words: '',
  summary: {
    ko: '웹 콘솔 서비스를 없앱니다. 데이터는 남깁니다.',
    en: 'Removes the service of the web console; its data stays.',
  },
  options: {
    purge: {
      value: z.boolean().default(false),
      text: {
        ko: '데이터 폴더와 금고 열쇠도 지웁니다. 되돌릴 수 없습니다.',
        en: 'Remove the data folder and the vault key too; this cannot be undone',
      },
    },
    output: OUTPUT,
    lang: LANGUAGE,
  },
  async run({ io, locale, options }: Context) {
    refuseElsewhere()
    const { kept } = await alone(() => uninstallService({ purge: options.purge === true }))
    if (printStructured(io, options.output, { kept })) return EXIT.pass
    io.out(`${TEXTS.removed[locale]}\n`)
    if (kept.length > 0) io.out(`${TEXTS.kept[locale]} ${kept.join(', ')}\n`)
    return EXIT.pass
  },
}

export const SERVICE_COMMANDS: readonly Command[] = [install, uninstall]
