import { type Command, LANGUAGE } from '@astrago/cli'
import { CONSOLE_OPTIONS, runConsole } from '@astrago/server'
import { z } from 'zod'

/** The console checks its options itself, together with the environment. */
const asText = z.string().optional()

const OPTIONS = Object.fromEntries(
  Object.entries(CONSOLE_OPTIONS).map(([name, { placeholder, text }]) => [name, { placeholder, text, value: asText }]),
)

export const consoleCommand: Command = {
  name: 'console',
  words: '',
  summary: {
    ko: '웹 콘솔을 엽니다. Ctrl+C로 멈춥니다.',
    en: 'Serves the web console until it is stopped with Ctrl+C.',
  },
  options: { ...OPTIONS, lang: LANGUAGE },
  run({ io, locale, options }) {
    const given = Object.keys(CONSOLE_OPTIONS).flatMap((name) => {
      const value = options[name]
      return typeof value === 'string' ? [`--${name}`, value] : []
    })
    return runConsole({
      program: 'astrago console',
      command: 'astrago',
      args: given,
      env: io.env,
      out: io.out,
      err: io.err,
      locale,
    })
  },
}
