'use client'

import type { Mesh } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { MEASURE_WORDS, mesh as texts } from '../../texts/mesh.ts'
import { type View, viewsOf } from './view.ts'

type ViewChoiceProps = { mesh: Mesh; view: View; onView: (view: View) => void }

/** What the cells of the map show. */
export function ViewChoice({ mesh, view, onView }: ViewChoiceProps) {
  const say = useSay()
  const { ports, measures } = viewsOf(mesh)
  return (
    <select
      aria-label={say(texts.view)}
      value={view}
      onChange={({ target }) => onView(target.value as View)}
      className="h-9 max-w-56 rounded-md border border-edge bg-card px-2 text-sm"
    >
      <option value="all">{say(texts.all)}</option>
      <optgroup label={say(texts.ports)}>
        {ports.map((port) => (
          <option key={port} value={`port ${port}`}>
            {port}
          </option>
        ))}
      </optgroup>
      <optgroup label={say(texts.measures)}>
        {measures.map((measure) => (
          <option key={measure} value={measure}>
            {say(MEASURE_WORDS[measure])}
          </option>
        ))}
      </optgroup>
    </select>
  )
}
