'use client'

import clsx from 'clsx'
import { memo } from 'react'
import { useSay } from '../../lib/locale.ts'
import { ScrollRegion } from '../../parts/ScrollRegion.tsx'
import { Sign, toneClass } from '../../parts/Status.tsx'
import { MESH_WORDS, mesh as texts } from '../../texts/mesh.ts'
import { type KnownMesh, pairBetween } from './known.ts'
import { ratingsFrom } from './ratings.ts'
import { RATING_TONES } from './tones.ts'
import { type Lens, type Measure, NONE_SIGN, numberOf, PENDING_SIGN, type Rating, type Way } from './view.ts'

type HeatMapProps = {
  mesh: KnownMesh
  hosts: readonly string[]
  lens: Lens
  /** Whose numbers the cells show. */
  measure: Measure | null
  running: boolean
  way: Way | null
  onWay: (way: Way) => void
}

/** Every direction between the hosts as a cell: its sign with its number, or the word of what is wrong. */
export function HeatMap({ mesh, hosts, lens, measure, running, way, onWay }: HeatMapProps) {
  const say = useSay()
  return (
    <ScrollRegion label={say(texts.map)} className="max-h-[min(80dvh,960px)] overflow-auto border-t">
      <table className="border-separate border-spacing-0 text-xs">
        <thead>
          <tr>
            <td className="sticky top-0 left-0 z-20 bg-card" />
            {hosts.map((to) => (
              <th key={to} scope="col" className="sticky top-0 z-10 bg-card px-1 py-2 font-semibold whitespace-nowrap">
                {to}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hosts.map((from) => {
            const ratings = ratingsFrom(mesh, from, lens)
            return (
              <tr key={from}>
                <th
                  scope="row"
                  className="sticky left-0 z-10 bg-card py-0.5 pr-2 pl-5 text-left font-semibold whitespace-nowrap"
                >
                  {from}
                </th>
                {hosts.map((to) => (
                  <td key={to} className="p-0.5 text-center">
                    {from === to ? (
                      <span className="text-ink-3">{NONE_SIGN}</span>
                    ) : (
                      <Direction
                        from={from}
                        to={to}
                        rating={ratings.get(to) ?? null}
                        number={measure && numberOf(pairBetween(mesh, from, to), measure)}
                        running={running}
                        open={way?.from === from && way.to === to}
                        onWay={onWay}
                      />
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

type DirectionProps = Way & {
  /** Null while nothing is known of it. */
  rating: Rating | null
  number: string | null
  running: boolean
  open: boolean
  onWay: (way: Way) => void
}

const Direction = memo(function Direction({ from, to, rating, number, running, open, onWay }: DirectionProps) {
  const say = useSay()
  if (rating === null && running) return <span className="text-ink-3">{PENDING_SIGN}</span>
  if (rating === null || rating === 'none') return <span className="text-ink-3">{NONE_SIGN}</span>
  const word = say(MESH_WORDS[rating])
  return (
    <button
      type="button"
      onClick={() => onWay({ from, to })}
      aria-pressed={open}
      aria-label={say(texts.cell, { from, to, words: number ? `${word}, ${number}` : word })}
      className={clsx(
        'inline-flex min-h-8 min-w-10 items-center justify-center gap-1 rounded-md px-1 font-semibold whitespace-nowrap hover:ring-1 hover:ring-current',
        toneClass(RATING_TONES[rating], rating !== 'pass'),
        rating === 'fail' && 'border border-current',
        open && 'ring-2 ring-accent',
      )}
    >
      <Sign tone={RATING_TONES[rating]} size={13} />
      {number ?? (rating === 'fail' && word)}
    </button>
  )
})
