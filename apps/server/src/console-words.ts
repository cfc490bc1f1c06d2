import { LOCALES, type Locale, type Localized, say } from '@astrago/contracts'
import { OPTIONS } from './config.ts'

export const words = {
  listening: { ko: 'AstraGo 설치 콘솔이 열렸습니다:', en: 'The AstraGo installation console is open at' },
  fingerprint: { ko: 'TLS 인증서 지문 (SHA-256):', en: 'TLS certificate fingerprint (SHA-256):' },
  firstLink: {
    ko: '첫 리셀러 계정을 만드는 한 번만 쓰는 링크입니다 (24시간):',
    en: 'One-time link that makes the first reseller account (24 hours):',
  },
  firstLinkByCommand: {
    ko: '아직 계정이 없습니다. 첫 계정을 만드는 링크는 `{command} user first-link`로 받으십시오.',
    en: 'Nobody has an account yet: `{command} user first-link` gives the link that makes the first one.',
  },
  forgotten: {
    ko: '비밀번호를 잊었다면 이 서버에서 로그인 링크를 만드십시오: `{command} user link NAME{folder}`',
    en: 'Forgot a password? `{command} user link NAME{folder}` on this machine makes a login link.',
  },
  stopping: { ko: '콘솔을 멈춥니다.', en: 'Stopping.' },
  usage: { ko: '사용법: {program} [옵션]', en: 'Usage: {program} [options]' },
} as const satisfies Record<string, Localized>

/** The help text, from the same list as the reference page; `program` is what was typed to start the console. */
export function usage(program: string, locale: Locale): string {
  const rows = Object.entries(OPTIONS).map(([name, { env, placeholder, text }]) => {
    const left = `  --${name} ${placeholder}`.padEnd(24)
    return `${left}${text[locale]} (${env})`
  })
  return `${say(words.usage, locale, { program })}\n\n${rows.join('\n')}\n`
}

const PASSPHRASE = {
  ko: '`ASTRAGO_PASSPHRASE`를 정하면 금고를 열쇠 파일 대신 이 암호로 잠급니다. 인자는 누구나 볼 수 있으므로 옵션은 없습니다.',
  en: 'With `ASTRAGO_PASSPHRASE` set, the vault is locked by that passphrase instead of a key file. There is no option for it, because arguments are visible to everybody.',
} as const satisfies Localized

/** The page docs/reference/settings.md; a test compares it with this. */
export function settingsPage(): string {
  const titles = { ko: '콘솔 설정', en: 'Console settings' }
  const heads = { ko: '| 옵션 | 환경 변수 | 설명 |', en: '| option | environment | meaning |' }
  const parts = LOCALES.map((locale) => {
    const rows = Object.entries(OPTIONS).map(
      ([name, { env, placeholder, text }]) => `| \`--${name} ${placeholder}\` | \`${env}\` | ${text[locale]} |`,
    )
    return [`## ${titles[locale]}`, '', heads[locale], '|---|---|---|', ...rows, '', PASSPHRASE[locale], ''].join('\n')
  })
  return `# Settings\n\n\`npm start -- --name value\`; an option wins over the environment.\n\n${parts.join('\n')}`
}
