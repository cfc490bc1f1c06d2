'use client'

import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Chip } from '../../parts/Status.tsx'
import { MEASURE_WORDS, MESH_WORDS, PATH_WORDS, mesh as texts } from '../../texts/mesh.ts'
import type { Trouble } from './ratings.ts'
import { RATING_TONES } from './tones.ts'
import type { Way } from './view.ts'

const AT_ONCE = 10
const SENDERS = 5

type TroubleListProps = { troubles: readonly Trouble[]; onWay: (way: Way) => void }

/** What is wrong on the way to each host, with everybody who has it; each line opens one of them. */
export function TroubleList({ troubles, onWay }: TroubleListProps) {
  const say = useSay()
  const [pages, setPages] = useState(1)
  if (troubles.length === 0) return null
  const shown = troubles.slice(0, AT_ONCE * pages)
  return (
    <div className="border-t px-5 py-3">
      <h3 className="text-sm font-semibold">{say(texts.problems)}</h3>
      <ul className="divide-y text-sm">
        {shown.map((trouble) => (
          <Line
            key={`${trouble.to} ${JSON.stringify(trouble.what)} ${trouble.rating}`}
            trouble={trouble}
            onWay={onWay}
          />
        ))}
      </ul>
      {shown.length < troubles.length && (
        <Button small onClick={() => setPages(pages + 1)}>
          {say(texts.moreTroubles, { n: troubles.length - shown.length })}
        </Button>
      )}
    </div>
  )
}

function Line({ trouble: { rating, what, to, from }, onWay }: { trouble: Trouble; onWay: (way: Way) => void }) {
  const say = useSay()
  const [first = ''] = from
  const names = from.slice(0, SENDERS).join(', ')
  const rest = from.length > SENDERS ? ` ${say(texts.more, { n: from.length - SENDERS })}` : ''
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <Chip tone={RATING_TONES[rating]}>{say(MESH_WORDS[rating])}</Chip>
      <span className="font-mono text-xs">{'port' in what ? what.port : say(MEASURE_WORDS[what.measure])}</span>
      {'port' in what && <span>{say(PATH_WORDS[what.state])}</span>}
      <button
        type="button"
        onClick={() => onWay({ from: first, to })}
        className="min-h-6 text-left underline decoration-edge underline-offset-4 hover:decoration-current"
      >
        {`${names}${rest} → ${to}`}
      </button>
    </li>
  )
}
