'use client'

import type { Standing } from '@astrago/contracts'
import clsx from 'clsx'
import { useSay } from '../../lib/locale.ts'
import { Sign, toneClass } from '../../parts/Status.tsx'
import { preflight as texts, VERDICT_TILES } from '../../texts/preflight.ts'
import type { Counts } from './board.ts'
import { STANDING_TONES, STANDINGS } from './standing.ts'

type TilesProps = {
  counts: Counts
  /** The kinds that alone are shown; none shows all. */
  pressed: readonly Standing[]
  onPress: (pressed: readonly Standing[]) => void
}

const without = (list: readonly Standing[], one: Standing) => list.filter((each) => each !== one)

/** How many verdicts of each kind; a tile is also the filter for its kind, beside those pressed already. */
export function Tiles({ counts, pressed, onPress }: TilesProps) {
  const say = useSay()
  return (
    <fieldset
      aria-label={say(texts.filters)}
      className="grid grid-cols-2 overflow-hidden rounded-lg border bg-line gap-px sm:grid-cols-3 md:grid-cols-5"
    >
      {STANDINGS.map((standing) => {
        const { word, meaning } = VERDICT_TILES[standing]
        const isPressed = pressed.includes(standing)
        return (
          <button
            key={standing}
            type="button"
            aria-pressed={isPressed}
            disabled={counts[standing] === 0 && !isPressed}
            onClick={() => onPress(isPressed ? without(pressed, standing) : [...pressed, standing])}
            className={clsx(
              'grid content-start justify-items-start px-4 py-3 text-left focus-visible:-outline-offset-2 max-sm:odd:last:col-span-2',
              isPressed ? 'bg-accent-soft' : 'bg-card enabled:hover:bg-unknown-soft',
            )}
          >
            <span
              className={clsx(
                'flex items-center gap-1.5 text-xl font-[650]',
                counts[standing] > 0 ? toneClass(STANDING_TONES[standing]) : 'text-ink-3',
              )}
            >
              {say(texts.count, { n: counts[standing] })}
              {counts[standing] > 0 && <Sign tone={STANDING_TONES[standing]} size={16} />}
            </span>
            <span className="text-sm text-ink-2">
              <span className="font-semibold">{say(word)}</span> · {say(meaning)}
            </span>
          </button>
        )
      })}
    </fieldset>
  )
}
