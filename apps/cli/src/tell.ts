import { displayWidth, wrap } from '@astrago/reports'
import type { Io } from './command.ts'

/** What telling needs of a terminal. */
export type Teller = Pick<Io, 'err' | 'live' | 'width'>

/**
 * Tells a sentence on standard error, whole words to a line where that is a terminal. `mark` stands before its first line,
 * those below are as far in.
 */
export function tell({ err, live, width }: Teller, sentence: string, mark = ''): void {
  const indent = displayWidth(mark)
  const lines = live ? wrap(sentence, Math.max(1, width - indent)) : [sentence]
  err(`${lines.map((line, index) => `${index === 0 ? mark : ' '.repeat(indent)}${line}`).join('\n')}\n`)
}
