'use client'

import type { MeshPort } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { GROUP_WORDS, MEASURE_WORDS, mesh as texts } from '../../texts/mesh.ts'
import type { KnownMesh } from './known.ts'
import { type View, viewsOf } from './view.ts'

type ViewChoiceProps = { mesh: KnownMesh; view: View; onView: (view: View) => void }

/** What the cells of the map show. */
export function ViewChoice({ mesh, view, onView }: ViewChoiceProps) {
  const say = useSay()
  const { groups, ports, measures } = viewsOf(mesh)
  const nameOf = ({ key, rules: [rule] }: MeshPort) => (rule ? `${key} · ${say(rule.purpose)}` : key)
  return (
    <select
      aria-label={say(texts.view)}
      value={view}
      onChange={({ target }) => onView(target.value as View)}
      className="h-9 max-w-64 rounded-md border border-edge bg-card px-2 text-sm"
    >
      <option value="all">{say(texts.all)}</option>
      <optgroup label={say(texts.groups)}>
        {groups.map((group) => (
          <option key={group} value={`group ${group}`}>
            {say(GROUP_WORDS[group])}
          </option>
        ))}
      </optgroup>
      <optgroup label={say(texts.ports)}>
        {ports.map((port) => (
          <option key={port.key} value={`port ${port.key}`}>
            {nameOf(port)}
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
