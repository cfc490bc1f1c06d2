import { resolve } from 'node:path'
import { AppError, isAppError } from '@astrago/contracts'
import { z } from 'zod'
import { type Command, type Context, EXIT } from '../command.ts'
import { DATA_DIR, KEY_FILE, LANGUAGE, OUTPUT } from '../options.ts'
import { printStructured } from '../output.ts'
import { askNewPassword, askPassword } from '../password-prompt.ts'
import { MIGRATIONS, productVersion } from '../project.ts'
import { placeOf } from '../shell.ts'

const shared = { 'data-dir': DATA_DIR, 'key-file': KEY_FILE, lang: LANGUAGE, output: OUTPUT }

const TEXTS = {
  newPassphrase: {
    ko: '금고 열쇠를 잠글 암호 (12자 이상): ',
    en: 'Passphrase for the vault key (at least 12 characters): ',
  },
  passphrase: { ko: '백업의 암호: ', en: 'Passphrase of the backup: ' },
  made: { ko: '백업을 만들었습니다: {path} ({mib} MiB)', en: 'Backup made: {path} ({mib} MiB)' },
  withKey: {
    ko: '금고 열쇠가 암호로 잠겨 들어 있습니다. 암호는 백업과 다른 곳에 보관하십시오.',
    en: 'It holds the vault key under the passphrase. Keep the passphrase somewhere else.',
  },
  withoutKey: {
    ko: '금고 열쇠는 들어 있지 않습니다. 다른 서버에서 복원하려면 --with-key로 만드십시오.',
    en: 'It does not hold the vault key. Use --with-key to restore it on another machine.',
  },
  files: {
    ko: '올린 설치 파일은 백업하지 않습니다. 복원한 뒤 다시 올리십시오.',
    en: 'Uploaded installation files are not in it; upload them again after a restore.',
  },
  restored: { ko: '복원했습니다: {path} ({at}에 만든 백업)', en: 'Restored to {path}, from a backup of {at}' },
  aside: { ko: '전에 있던 폴더는 여기로 옮겼습니다: {path}', en: 'The folder that was there is now {path}' },
} as const

function fileOf({ words }: Context): string {
  const [file] = words
  if (!file || words.length !== 1) throw new AppError('VALIDATION_FAILED', { params: { detail: 'FILE' } })
  return resolve(file)
}

const fill = (text: string, params: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')

const backup: Command = {
  name: 'data backup',
  words: 'FILE',
  summary: {
    ko: '데이터 폴더를 파일 하나로 백업합니다. 콘솔이 떠 있어도 됩니다.',
    en: 'Copies the data folder into one file, also while the console runs.',
  },
  options: {
    ...shared,
    'with-key': {
      value: z.boolean().default(false),
      text: {
        ko: '금고 열쇠도 암호로 잠가 넣습니다. 암호는 묻거나 표준 입력의 첫 줄에서 읽습니다.',
        en: 'Put the vault key in, under a passphrase that is asked for or read from standard input',
      },
    },
  },
  async run(context) {
    const { io, locale, options } = context
    const { dataDir, key } = await placeOf(context)
    const target = fileOf(context)
    const seal = options['with-key']
      ? { key, passphrase: await askNewPassword(context.io, context.locale, TEXTS.newPassphrase) }
      : null
    const { backUpData } = await import('@astrago/store')
    const made = await backUpData({ dataDir, target, product: productVersion(), seal })
    if (printStructured(io, options.output, made)) return EXIT.pass
    const mib = (made.bytes / 2 ** 20).toFixed(1)
    const lines = [TEXTS.made[locale], TEXTS[made.key ? 'withKey' : 'withoutKey'][locale], TEXTS.files[locale]]
    io.out(fill(`${lines.join('\n')}\n`, { path: made.path, mib }))
    return EXIT.pass
  },
}

const restore: Command = {
  name: 'data restore',
  words: 'FILE',
  summary: {
    ko: '백업에서 데이터 폴더를 만듭니다. 콘솔을 멈추고 합니다.',
    en: 'Makes a data folder out of a backup, while no console runs on it.',
  },
  options: {
    ...shared,
    replace: {
      value: z.boolean().default(false),
      text: {
        ko: '지금 있는 데이터 폴더를 옆으로 옮기고 복원합니다.',
        en: 'Put the data folder that is there aside first',
      },
    },
  },
  async run(context) {
    const { io, locale, options } = context
    const { restoreData, readMigrations } = await import('@astrago/store')
    const request = {
      ...(await placeOf(context)),
      backup: fileOf(context),
      migrations: readMigrations(MIGRATIONS),
      replace: options.replace === true,
      pid: process.pid,
    }
    const { manifest, aside } = await restoreData({ ...request, passphrase: null }).catch(async (error) => {
      if (!isAppError(error) || error.code !== 'BACKUP_PASSPHRASE_NEEDED') throw error
      return restoreData({ ...request, passphrase: await askPassword(io, locale, TEXTS.passphrase) })
    })
    if (printStructured(io, options.output, { path: request.dataDir, madeAt: manifest.madeAt, aside })) return EXIT.pass
    io.out(fill(`${TEXTS.restored[locale]}\n`, { path: request.dataDir, at: manifest.madeAt }))
    if (aside) io.out(fill(`${TEXTS.aside[locale]}\n`, { path: aside }))
    return EXIT.pass
  },
}

export const DATA_COMMANDS: readonly Command[] = [backup, restore]
