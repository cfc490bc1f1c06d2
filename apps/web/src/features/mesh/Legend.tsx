'use client'

import { useSay } from '../../lib/locale.ts'
import { Sign, toneClass } from '../../parts/Status.tsx'
import { MESH_WORDS, mesh as texts } from '../../texts/mesh.ts'
import { RATING_TONES } from './tones.ts'
import { NONE_SIGN, PENDING_SIGN, SHOWN_RATINGS } from './view.ts'

/** What the signs of the map mean. */
export function Legend({ running }: { running: boolean }) {
  const say = useSay()
  return (
    <ul aria-label={say(texts.legend)} className="flex flex-wrap gap-x-4 gap-y-1 px-5 pb-3 text-xs text-ink-2">
      {SHOWN_RATINGS.map((rating) => (
        <li key={rating} className="flex items-center gap-1">
          <span className={toneClass(RATING_TONES[rating])}>
            <Sign tone={RATING_TONES[rating]} size={13} />
          </span>
          {say(MESH_WORDS[rating])}
        </li>
      ))}
      <li>{`${NONE_SIGN} ${say(MESH_WORDS.none)}`}</li>
      {running && <li>{`${PENDING_SIGN} ${say(texts.pending)}`}</li>}
    </ul>
  )
}
