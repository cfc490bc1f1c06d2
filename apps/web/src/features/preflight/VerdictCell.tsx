'use client'

import { SITE_WIDE } from '@astrago/contracts'
import clsx from 'clsx'
import { useSay } from '../../lib/locale.ts'
import { Sign, toneClass } from '../../parts/Status.tsx'
import { COLUMN_TITLES, preflight as texts, VERDICT_WORDS } from '../../texts/preflight.ts'
import { type Cell, countStandings } from './board.ts'
import type { Selection } from './Matrix.tsx'
import { STANDING_TONES, STANDINGS } from './standing.ts'

type VerdictCellProps = {
  host: string
  cell: Cell
  selected: boolean
  tabIndex?: number
  onSelect: (selection: Selection) => void
}

/** The worst that was found in an area of a host, and how often; it opens all of it. A failure says so in a word. */
export function VerdictCell({ host, cell, selected, tabIndex, onSelect }: VerdictCellProps) {
  const say = useSay()
  const { worst, column, judged } = cell
  const first = judged[0]?.verdict.check ?? ''
  const counts = countStandings(cell.judged)
  const counted = (standing: typeof worst) =>
    say(texts.counted, { word: say(VERDICT_WORDS[standing]), n: counts[standing] })
  const words = STANDINGS.filter((standing) => counts[standing] > 0)
    .map(counted)
    .join(', ')
  const name = host === SITE_WIDE ? say(texts.siteWide) : host
  const tone = STANDING_TONES[worst]
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      onClick={() => onSelect({ host, column, check: first })}
      aria-pressed={selected}
      aria-label={say(texts.cell, { host: name, column: say(COLUMN_TITLES[column]), words })}
      className={clsx(
        'inline-flex min-h-8 min-w-10 items-center justify-center gap-1 rounded-md px-1.5 text-sm font-semibold whitespace-nowrap hover:ring-1 hover:ring-current',
        toneClass(tone, worst !== 'pass'),
        worst === 'fail' && 'border border-current',
        selected && 'ring-2 ring-accent',
      )}
    >
      <Sign tone={tone} size={13} />
      {worst === 'fail' || worst === 'waived' ? counted(worst) : counts[worst]}
    </button>
  )
}

/** In place of a cell without verdicts: none to come, or not yet. */
export function NoVerdict({ host, running }: { host: string; running: boolean }) {
  const say = useSay()
  if (!running || host === SITE_WIDE) return <span className="text-ink-3">–</span>
  return (
    <span className="inline-grid min-h-8 min-w-10 place-items-center text-ink-3" title={say(texts.waiting)}>
      …
    </span>
  )
}
