'use client'

import { SITE_WIDE } from '@astrago/contracts'
import clsx from 'clsx'
import { useSay } from '../../lib/locale.ts'
import { Sign, toneClass } from '../../parts/Status.tsx'
import { COLUMN_TITLES, preflight as texts, VERDICT_WORDS } from '../../texts/preflight.ts'
import { type Cell, countStandings, STANDINGS } from './board.ts'
import { STANDING_TONES } from './standing.ts'

type VerdictCellProps = { host: string; cell: Cell; running: boolean; selected: boolean; onSelect: () => void }

/** The worst that was found in an area of a host, and how often; it opens all of it. */
export function VerdictCell({ host, cell, running, selected, onSelect }: VerdictCellProps) {
  const say = useSay()
  const { worst } = cell
  if (!worst) return running && host !== SITE_WIDE ? <Pending /> : <span className="text-ink-3">–</span>
  const counts = countStandings(cell.judged)
  const words = STANDINGS.filter((standing) => counts[standing] > 0)
    .map((standing) => say(texts.counted, { word: say(VERDICT_WORDS[standing]), n: counts[standing] }))
    .join(', ')
  const tone = STANDING_TONES[worst]
  return (
    <button
      type="button"
      onClick={onSelect}
      aria-pressed={selected}
      aria-label={say(texts.cell, {
        host: host === SITE_WIDE ? say(texts.siteWide) : host,
        column: say(COLUMN_TITLES[cell.column]),
        words,
      })}
      className={clsx(
        'inline-flex min-h-8 min-w-10 items-center justify-center gap-1 rounded-md px-1.5 text-sm font-semibold whitespace-nowrap hover:ring-1 hover:ring-current',
        toneClass(tone, worst !== 'pass'),
        selected && 'ring-2 ring-accent',
      )}
    >
      {worst === 'waived' ? (
        say(texts.counted, { word: say(VERDICT_WORDS.waived), n: counts.waived })
      ) : (
        <>
          <Sign tone={tone} size={13} />
          {counts[worst]}
        </>
      )}
    </button>
  )
}

function Pending() {
  return (
    <span className="inline-grid min-h-8 min-w-10 place-items-center text-accent">
      <Sign tone="running" size={14} />
    </span>
  )
}
