'use client'

import type { FieldId } from '@astrago/exchange-form'
import { useEffect, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { FieldGrid } from './FieldGrid.tsx'
import { usePart } from './form-context.ts'
import type { Place } from './places.ts'

/** What a customer need not know about: folded away as long as nothing is wrong with it and nobody looks for it. */
export function AdvancedFields({ ids, place }: { ids: readonly FieldId[]; place: Place | null }) {
  const say = useSay()
  const wanted = usePart(({ at }) => ids.some((id) => at.fields.has(id))) || ids.some((id) => id === place?.field)
  const [open, setOpen] = useState(wanted)
  useEffect(() => {
    if (wanted) setOpen(true)
  }, [wanted])
  if (ids.length === 0) return null
  return (
    <div className="mt-5 grid gap-4 border-t pt-3">
      <div className="flex flex-wrap items-center gap-x-3">
        <Button small look="quiet" className="-ml-2.5" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? texts.lessAdvanced : texts.advanced, { n: ids.length })}
        </Button>
        {!open && <span className="text-xs text-ink-3">{say(texts.advancedText)}</span>}
      </div>
      {open && <FieldGrid ids={ids} place={place} />}
    </div>
  )
}
