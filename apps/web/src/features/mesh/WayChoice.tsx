'use client'

import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { mesh as texts } from '../../texts/mesh.ts'
import type { Way } from './view.ts'

type WayChoiceProps = { hosts: readonly string[]; way: Way | null; onWay: (way: Way) => void }

/** Two hosts by their names, for whom the map is too large or not to be seen. */
export function WayChoice({ hosts, way, onWay }: WayChoiceProps) {
  const say = useSay()
  const [half, setHalf] = useState<Partial<Way>>({})
  const { from = '', to = '' } = { ...way, ...half }
  function choose(part: Partial<Way>) {
    const next = { from, to, ...part }
    const whole = next.from !== '' && next.to !== '' && next.from !== next.to
    setHalf(whole ? {} : part)
    if (whole) onWay(next)
  }
  return (
    <fieldset className="flex flex-wrap items-center gap-2 border-t px-5 py-3 text-sm">
      <legend className="sr-only">{say(texts.pick)}</legend>
      <span aria-hidden className="font-semibold">
        {say(texts.pick)}
      </span>
      <HostChoice label={say(texts.sender)} hosts={hosts} value={from} onChoose={(name) => choose({ from: name })} />
      <span aria-hidden>→</span>
      <HostChoice label={say(texts.receiver)} hosts={hosts} value={to} onChoose={(name) => choose({ to: name })} />
    </fieldset>
  )
}

type HostChoiceProps = { label: string; hosts: readonly string[]; value: string; onChoose: (name: string) => void }

function HostChoice({ label, hosts, value, onChoose }: HostChoiceProps) {
  const say = useSay()
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      className="h-9 max-w-40 rounded-md border border-edge bg-card px-2"
    >
      <option value="" disabled>
        {say(texts.pickOne)}
      </option>
      {hosts.map((host) => (
        <option key={host} value={host}>
          {host}
        </option>
      ))}
    </select>
  )
}
