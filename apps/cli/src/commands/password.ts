import { fieldOf, isFieldId } from '@astrago/exchange-form'
import { type Command, EXIT } from '../command.ts'
import { DATA_DIR, KEY_FILE, LANGUAGE, OUTPUT } from '../options.ts'
import { printStructured } from '../output.ts'
import { askShell } from '../shell.ts'

const list: Command = {
  name: 'password list',
  words: 'SITE',
  summary: {
    ko: '콘솔이 만든 플랫폼 비밀번호의 이름을 보여 줍니다. 비밀번호는 나오지 않습니다.',
    en: 'Lists the names of the platform passwords that the console made for a site; not the passwords.',
  },
  options: { 'data-dir': DATA_DIR, output: OUTPUT, lang: LANGUAGE },
  async run(context) {
    const { io, locale, options, words } = context
    const { answer } = await askShell(context, { command: 'passwords', site: words[0] ?? '' })
    const rows = (answer.fields ?? []).map((field) => ({
      field,
      label: isFieldId(field) ? fieldOf(field).label[locale] : field,
    }))
    if (printStructured(io, options.output, rows)) return EXIT.pass
    for (const { field, label } of rows) io.out(`${field.padEnd(36)} ${label}\n`)
    return EXIT.pass
  },
}

const show: Command = {
  name: 'password show',
  words: 'SITE FIELD',
  summary: {
    ko: '콘솔이 만든 플랫폼 비밀번호 하나를 내줍니다. 사람이 입력한 비밀번호는 내주지 않습니다. 감사 기록에 남습니다.',
    en: 'Gives one platform password that the console made. One that a person typed is not given. The audit log notes it.',
  },
  options: { 'data-dir': DATA_DIR, 'key-file': KEY_FILE, lang: LANGUAGE },
  async run(context) {
    const [site = '', field = ''] = context.words
    const { answer } = await askShell(context, { command: 'show-password', site, field })
    context.io.out(`${answer.password ?? ''}\n`)
    return EXIT.pass
  },
}

export const PASSWORD_COMMANDS: readonly Command[] = [list, show]
