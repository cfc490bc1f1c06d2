'use client'

import clsx from 'clsx'
import { useSay } from '../../../lib/locale.ts'
import { log as texts } from '../../../texts/run.ts'
import type { Row } from './log-store.ts'

const LEVELS = { info: 'text-log-ink', warn: 'text-log-warn', error: 'text-log-fail' } as const

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** One line of the log: its number, which copies a link to it, its time, its host, its text. */
export function LogRow({ row, marked, onLink }: { row: Row; marked: boolean; onLink: (n: number) => void }) {
  const say = useSay()
  return (
    <div className={clsx('flex gap-3 px-3 leading-5 whitespace-pre', marked && 'bg-log-line')}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={say(texts.linkOf, { n: row.n })}
        onClick={() => onLink(row.n)}
        className="w-14 shrink-0 text-right text-log-dim tabular-nums hover:text-log-ink"
      >
        {row.n}
      </button>
      <time className="shrink-0 text-log-dim tabular-nums max-sm:hidden">{clock.format(row.at)}</time>
      <span className="w-20 shrink-0 truncate text-log-host">{row.host}</span>
      <span className={LEVELS[row.level]}>{row.text || ' '}</span>
    </div>
  )
}
