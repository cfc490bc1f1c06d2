import type { Readable } from 'node:stream'
import type { Locale, Localized } from '@astrago/contracts'
import type { z } from 'zod'

/** The terminal and environment that a command works with. */
export type Io = {
  out: (content: string | Uint8Array) => void
  err: (text: string) => void
  input: Readable & { isTTY?: boolean; setRawMode?: (raw: boolean) => unknown }
  env: Readonly<Record<string, string | undefined>>
  /** Whether standard output is a terminal. */
  terminal: boolean
  color: boolean
  /** Whether standard error is a terminal that can show a progress line. */
  live: boolean
  /** Columns of the terminal. */
  readonly width: number
  signal: AbortSignal
}

/** Exit codes; the most severe wins: bad input, error, failures, warnings, pass. */
export const EXIT = { pass: 0, error: 1, badInput: 2, failures: 3, warnings: 4 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export type OptionSpec = {
  /** Shown behind the name; an option without one is a switch. */
  placeholder?: string
  value: z.ZodType
  text: Localized
}

export type Context = { io: Io; locale: Locale; options: Record<string, unknown>; words: string[] }

export type Command = {
  /** The words that name it, as in `preflight checks`. */
  name: string
  /** Words behind the name, as the help shows them. */
  words: string
  summary: Localized
  /** What its exit codes mean, where that is more than EXIT says; 1 and 2 mean the same everywhere. */
  exits?: Readonly<Record<Locale, readonly string[]>>
  options: Readonly<Record<string, OptionSpec>>
  run(context: Context): Promise<ExitCode>
}
