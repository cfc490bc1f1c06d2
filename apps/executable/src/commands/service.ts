import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSea } from 'node:sea'
import { type Command, type Context, EXIT, LANGUAGE, MIGRATIONS, OUTPUT, printStructured } from '@astrago/cli'
import { AppError } from '@astrago/contracts'
import { readMigrations } from '@astrago/store'
import { z } from 'zod'
import { installService } from '../service/install.ts'
import { PLACES } from '../service/places.ts'
import { uninstallService } from '../service/uninstall.ts'

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
    output: OUTPUT,
    lang: LANGUAGE,
  },
  async run({ io, locale, options }) {
    refuseElsewhere()
    const [host, port] = [HOST.parse(options.host), PORT.parse(options.port)]
    const listen = { ...(host ? { host } : {}), ...(port ? { port } : {}) }
    const { url, upgraded, token } = await installService({
      program: process.execPath,
      listen,
      migrations: readMigrations(MIGRATIONS),
    })
    const fingerprint = url.startsWith('https:') ? fingerprintOfConsole() : null
    const link = token && `${url}/setup/#${token}`
    if (printStructured(io, options.output, { url, upgraded, fingerprint, link })) return EXIT.pass
    io.out(`${TEXTS[upgraded ? 'upgraded' : 'installed'][locale]} ${url}\n`)
    if (fingerprint) io.out(`${TEXTS.fingerprint[locale]} ${fingerprint}\n`)
    else io.out(`${TEXTS.loopback[locale]}\n`)
    if (link) io.out(`${TEXTS.link[locale]}\n  ${link}\n`)
    return EXIT.pass
  },
}

function fingerprintOfConsole(): string {
  return new X509Certificate(readFileSync(join(PLACES.data, 'tls/cert.pem'))).fingerprint256
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
    const { kept } = await uninstallService({ purge: options.purge === true })
    if (printStructured(io, options.output, { kept })) return EXIT.pass
    io.out(`${TEXTS.removed[locale]}\n`)
    if (kept.length > 0) io.out(`${TEXTS.kept[locale]} ${kept.join(', ')}\n`)
    return EXIT.pass
  },
}

export const SERVICE_COMMANDS: readonly Command[] = [install, uninstall]
