'use client'

import type { Mesh, MeshPair } from '@astrago/contracts'
import clsx from 'clsx'
import { useSay } from '../../lib/locale.ts'
import { ScrollRegion } from '../../parts/ScrollRegion.tsx'
import { Sign, toneClass } from '../../parts/Status.tsx'
import { MESH_WORDS, mesh as texts } from '../../texts/mesh.ts'
import { RATING_TONES } from './tones.ts'
import { isMeasure, numberOf, pairIndex, rate, type View, type Way } from './view.ts'

type HeatMapProps = { mesh: Mesh; hosts: readonly string[]; view: View; way: Way | null; onWay: (way: Way) => void }

/** Every direction between the hosts as a cell: its sign or its number, and the words behind it. */
export function HeatMap({ mesh, hosts, view, way, onWay }: HeatMapProps) {
  const say = useSay()
  const pairOf = pairIndex(mesh)
  return (
    <ScrollRegion label={say(texts.map)} className="overflow-auto border-t">
      <table className="border-collapse text-xs">
        <thead>
          <tr>
            <td />
            {hosts.map((to) => (
              <th key={to} scope="col" className="px-1 py-2 font-semibold whitespace-nowrap">
                {to}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hosts.map((from) => (
            <tr key={from}>
              <th
                scope="row"
                className="sticky left-0 bg-card py-0.5 pr-2 pl-5 text-left font-semibold whitespace-nowrap"
              >
                {from}
              </th>
              {hosts.map((to) => (
                <td key={to} className="p-0.5 text-center">
                  {from === to ? (
                    <span className="text-ink-3">–</span>
                  ) : (
                    <Direction
                      pair={pairOf(from, to)}
                      view={view}
                      way={{ from, to }}
                      open={way?.from === from && way.to === to}
                      onWay={onWay}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

type DirectionProps = {
  pair: MeshPair | undefined
  view: View
  way: Way
  open: boolean
  onWay: (way: Way) => void
}

function Direction({ pair, view, way, open, onWay }: DirectionProps) {
  const say = useSay()
  const rating = rate(pair, view)
  const number = isMeasure(view) ? numberOf(pair, view) : null
  if (rating === 'none') return <span className="text-ink-3">–</span>
  const words = [say(MESH_WORDS[rating]), number].filter(Boolean).join(', ')
  return (
    <button
      type="button"
      onClick={() => onWay(way)}
      aria-pressed={open}
      aria-label={say(texts.cell, { ...way, words })}
      className={clsx(
        'inline-flex min-h-8 min-w-10 items-center justify-center gap-1 rounded-md px-1 font-semibold whitespace-nowrap hover:ring-1 hover:ring-current',
        toneClass(RATING_TONES[rating], rating !== 'pass'),
        open && 'ring-2 ring-accent',
      )}
    >
      <Sign tone={RATING_TONES[rating]} size={13} />
      {number}
    </button>
  )
}
