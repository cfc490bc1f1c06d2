'use client'

import type { MarkTone, MarkWords } from '@astrago/contracts'
import clsx from 'clsx'
import { useSay } from '../../../lib/locale.ts'
import { log as texts } from '../../../texts/run.ts'
import type { Row } from './log-store.ts'

const LEVELS = { info: 'text-log-ink', warn: 'text-log-warn', error: 'text-log-fail' } as const
const TONES: Record<MarkTone, string> = {
  pass: 'text-log-pass',
  fail: 'text-log-fail',
  warn: 'text-log-warn',
  plain: 'text-log-dim',
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

type Props = {
  n: number
  row: Row | null
  wordsOf: MarkWords
  marked: boolean
  /** The Tab key stops at this line, of all lines. */
  isStop: boolean
  onLink: (n: number) => void
}

/** One line of the log: its number, which copies a link to it, its time, its host, its text. */
export function LogRow({ n, row, wordsOf, marked, isStop, onLink }: Props) {
  const say = useSay()
  const number = row?.n ?? n
  const { host, text, look } = shown(row, wordsOf)
  return (
    <div className={clsx('flex gap-3 px-3 leading-5 max-sm:gap-2 max-sm:px-2 whitespace-pre', marked && 'bg-log-line')}>
      <button
        type="button"
        tabIndex={isStop ? 0 : -1}
        aria-label={say(texts.linkOf, { n: String(number) })}
        onClick={() => onLink(number)}
        className="w-14 shrink-0 text-right max-sm:w-10 text-log-dim tabular-nums hover:text-log-ink"
      >
        {number}
      </button>
      <time className="w-[8ch] shrink-0 text-log-dim tabular-nums max-sm:hidden">{row && clock.format(row.at)}</time>
      <span className="w-20 shrink-0 truncate text-log-host max-sm:w-12">{host}</span>
      <span className={look}>{text || ' '}</span>
    </div>
  )
}

function shown(row: Row | null, wordsOf: MarkWords): { host: string; text: string; look: string } {
  if (row === null) return { host: '', text: '…', look: 'text-log-dim' }
  if (row.kind === 'line')
    return { host: row.host, text: row.text, look: row.tone ? TONES[row.tone] : LEVELS[row.level] }
  const { host, text, tone } = wordsOf(row.event)
  return { host, text, look: TONES[tone] }
}
