import type { Raw } from './raw.ts'
import type { Reason } from './reason.ts'
import type { FactKey, FactValues } from './schema.ts'

/** Thrown by a reader whose fact is not in the answer; the parser turns it into an absent group. */
export class Absent extends Error {
  readonly reason: Reason
  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

export type Readers<K extends FactKey> = { [P in K]: (raw: Raw) => FactValues[P] }

/** @throws Absent when the section is missing, or came with a complaint that leaves it empty. */
export function section(raw: Raw, name: string): readonly string[] {
  const lines = raw.lines(name)
  const problem = raw.problem(name)
  if (problem !== null && (lines.length === 0 || problem === 'cut-off')) throw new Absent(problem)
  return lines
}

/** The first line of a file. @throws Absent when there is none. */
export function line(raw: Raw, path: string): string {
  const first = raw.file(path)[0]
  if (first === undefined) throw new Absent(raw.problem('files') ?? 'not-collected')
  return first.trim()
}

export const optionalLine = (raw: Raw, path: string): string | null => raw.file(path)[0]?.trim() || null

/** @throws Absent where the text is no number. */
export function number(text: string | null | undefined): number {
  const value = optionalNumber(text)
  if (value === null) throw new Absent('unreadable')
  return value
}

export function optionalNumber(text: string | null | undefined): number | null {
  return text && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null
}
