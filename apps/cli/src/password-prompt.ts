import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { AppError, issueText, type Locale, type Localized, Password } from '@astrago/contracts'
import type { Io } from './command.ts'

const PASSWORD = { ko: '비밀번호', en: 'password' }
const NEW_PASSWORD = { ko: '새 비밀번호 (12자 이상): ', en: 'New password (at least 12 characters): ' }

/** A password typed without echo, or the first line of a standard input that is no terminal. Never an argument. */
export async function askPassword({ input, err, signal }: Io, locale: Locale, prompt: Localized): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: silent, terminal: input.isTTY === true })
  try {
    if (input.isTTY) err(prompt[locale])
    const answer = input.isTTY ? await lines.question('', { signal }) : await firstLine(lines)
    if (input.isTTY) err('\n')
    return answer
  } finally {
    lines.close()
  }
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line
  return ''
}

/** One that is to be kept. @throws VALIDATION_FAILED when it is too short or too long */
export async function askNewPassword(io: Io, locale: Locale, prompt: Localized = NEW_PASSWORD): Promise<string> {
  const { data, error } = Password.safeParse(await askPassword(io, locale, prompt))
  if (data !== undefined) return data
  const said = error?.issues.map((issue) => issueText(issue)[locale]).join(', ') ?? ''
  throw new AppError('VALIDATION_FAILED', { params: { detail: `${PASSWORD[locale]}: ${said}` } })
}
