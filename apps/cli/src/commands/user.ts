import { AppError, type Locale, Role, type User, UserName } from '@astrago/contracts'
import { type Command, type Context, EXIT, type ExitCode, type OptionSpec } from '../command.ts'
import { DATA_DIR, LANGUAGE, OUTPUT } from '../options.ts'
import { printStructured } from '../output.ts'
import { askNewPassword } from '../password-prompt.ts'
import { askShell } from '../shell.ts'

const shared = { 'data-dir': DATA_DIR, lang: LANGUAGE, output: OUTPUT }

const ROLE = {
  placeholder: 'ROLE',
  value: Role.exclude(['customer']).default('reseller'),
  text: { ko: '역할: reseller, support', en: 'Role: reseller or support' },
} as const satisfies OptionSpec

const TEXTS = {
  done: { ko: '했습니다: {name}', en: 'Done: {name}' },
  disabled: { ko: '사용 중지', en: 'disabled' },
  link: { ko: '한 번만 쓰는 로그인 링크입니다 (15분):', en: 'One-time login link (15 minutes):' },
  firstLink: { ko: '한 번만 쓰는 링크입니다 (24시간):', en: 'One-time link (24 hours):' },
  start: {
    ko: '콘솔을 시작한 뒤 그 주소 뒤에 붙여 여십시오:',
    en: 'Start the console, then open this behind its address:',
  },
  name: {
    ko: '글자, 숫자, 점, 밑줄, 하이픈, 공백으로 40자까지 쓸 수 있습니다',
    en: 'letters, digits, dots, underscores, hyphens and spaces, up to 40',
  },
} as const

function nameOf({ words, locale }: Context): string {
  const name = UserName.safeParse(words[0])
  if (words.length !== 1) throw new AppError('VALIDATION_FAILED', { params: { detail: 'NAME' } })
  if (!name.success) throw new AppError('VALIDATION_FAILED', { params: { detail: `NAME: ${TEXTS.name[locale]}` } })
  return name.data
}

function done({ io, locale, options }: Context, name: string): ExitCode {
  if (!printStructured(io, options.output, { ok: true, name }))
    io.out(`${TEXTS.done[locale].replace('{name}', name)}\n`)
  return EXIT.pass
}

const row = (locale: Locale) => (user: User) =>
  `${user.name.padEnd(24)} ${user.role.padEnd(10)} ${user.disabled ? TEXTS.disabled[locale] : ''}`.trimEnd()

const list: Command = {
  name: 'user list',
  words: '',
  summary: { ko: '콘솔 사용자를 보여 줍니다.', en: 'Lists the users of the console.' },
  options: shared,
  async run({ io, locale, options }) {
    const { answer } = await askShell({ io, options }, { command: 'users' })
    const users = answer.users ?? []
    if (!printStructured(io, options.output, users)) io.out(`${users.map(row(locale)).join('\n')}\n`)
    return EXIT.pass
  },
}

const add: Command = {
  name: 'user add',
  words: 'NAME',
  summary: {
    ko: '사용자를 추가합니다. 비밀번호는 묻거나 표준 입력의 첫 줄에서 읽습니다.',
    en: 'Adds a user. The password is asked for, or read from the first line of standard input.',
  },
  options: { ...shared, role: ROLE },
  async run(context) {
    const name = nameOf(context)
    const role = ROLE.value.parse(context.options.role)
    const request = {
      command: 'add-user',
      name,
      role,
      password: await askNewPassword(context.io, context.locale),
    } as const
    await askShell(context, request)
    return done(context, name)
  },
}

const reset: Command = {
  name: 'user reset',
  words: 'NAME',
  summary: {
    ko: '비밀번호를 새로 정합니다. 그 사용자의 모든 세션이 끝납니다.',
    en: 'Sets a new password; every session of the user ends.',
  },
  options: shared,
  async run(context) {
    const name = nameOf(context)
    await askShell(context, { command: 'find-user', name })
    const request = {
      command: 'set-password',
      name,
      password: await askNewPassword(context.io, context.locale),
    } as const
    await askShell(context, request)
    return done(context, name)
  },
}

const link: Command = {
  name: 'user link',
  words: 'NAME',
  summary: { ko: '한 번만 쓰는 로그인 링크를 만듭니다.', en: 'Makes a one-time login link.' },
  options: shared,
  async run(context) {
    const { io, locale, options } = context
    const { answer, url } = await askShell(context, { command: 'login-link', name: nameOf(context) })
    const address = `${url ?? ''}/link/#${answer.token}`
    if (!printStructured(io, options.output, { address }))
      io.out(`${TEXTS[url ? 'link' : 'start'][locale]}\n  ${address}\n`)
    return EXIT.pass
  },
}

const firstLink: Command = {
  name: 'user first-link',
  words: '',
  summary: {
    ko: '아직 계정이 없을 때, 첫 리셀러 계정을 만드는 한 번만 쓰는 링크를 만듭니다.',
    en: 'Makes the one-time link for the first reseller account, while nobody has one.',
  },
  options: shared,
  async run(context) {
    const { io, locale, options } = context
    const { answer, url } = await askShell(context, { command: 'first-link' })
    const address = `${url ?? ''}/setup/#${answer.token}`
    if (!printStructured(io, options.output, { address }))
      io.out(`${TEXTS[url ? 'firstLink' : 'start'][locale]}\n  ${address}\n`)
    return EXIT.pass
  },
}

const disabling = (name: string, disabled: boolean, summary: Command['summary']): Command => ({
  name,
  words: 'NAME',
  summary,
  options: shared,
  async run(context) {
    const user = nameOf(context)
    await askShell(context, { command: 'disable-user', name: user, disabled })
    return done(context, user)
  },
})

export const USER_COMMANDS: readonly Command[] = [
  list,
  add,
  reset,
  link,
  firstLink,
  disabling('user disable', true, {
    ko: '사용자를 사용 중지합니다. 세션이 모두 끝납니다.',
    en: 'Disables a user and ends their sessions.',
  }),
  disabling('user enable', false, { ko: '사용 중지를 풉니다.', en: 'Enables a user again.' }),
]
