'use client'

import type { ArtifactsView } from '@astrago/contracts'
import { useState } from 'react'
import { bytes } from '../../lib/format.ts'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { RemoveDialog } from './ArtifactRow.tsx'

type Props = { site: string; strays: ArtifactsView['strays']; mayChange: boolean }

/** What lies among the uploads and belongs to no release: told, so that it can be taken away. */
export function StrayRows({ site, strays, mayChange }: Props) {
  const say = useSay()
  const [asking, setAsking] = useState<string | null>(null)
  if (strays.length === 0) return null
  return (
    <div className="mt-2 border-t pt-3">
      <p className="text-sm font-semibold">{say(texts.strays)}</p>
      <ul>
        {strays.map(({ name, bytes: size }) => (
          <li key={name} className="flex flex-wrap items-center justify-between gap-x-4 py-1 text-sm text-ink-2">
            <span className="min-w-0 font-mono break-all">{name}</span>
            <span className="flex items-center gap-3 tabular-nums">
              {bytes(size)}
              {mayChange && (
                <Button small look="quiet" aria-label={say(texts.removeOf, { name })} onClick={() => setAsking(name)}>
                  {say(texts.remove)}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {asking && <RemoveDialog site={site} name={asking} onClose={() => setAsking(null)} />}
    </div>
  )
}
