import { createInterface } from 'node:readline/promises'
import type { Localized } from '@astrago/contracts'
import { z } from 'zod'
import type { Context, OptionSpec } from '../command.ts'

export const YES = {
  value: z.boolean().default(false),
  text: {
    ko: '보여 준 변경을 묻지 않고 적용합니다.',
    en: 'Make the changes that are shown without asking',
  },
} as const satisfies OptionSpec

/**
 * Whether the changes that were shown may be made: asked on a terminal, unless `--yes` says so. Without one there is
 * nobody to ask, and the command itself is the consent.
 */
export async function isConsented({ io, locale, options }: Context, question: Localized): Promise<boolean> {
  if (options.yes === true || !io.input.isTTY) return true
  const lines = createInterface({ input: io.input, terminal: false })
  try {
    io.err(`${question[locale]} [y/N] `)
    // Ctrl-D ends the input: nobody answers any more.
    const ended = new Promise<string>((resolve) => void lines.once('close', () => resolve('')))
    const answer = await Promise.race([lines.question('', { signal: io.signal }), ended])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
