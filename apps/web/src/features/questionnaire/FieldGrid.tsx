'use client'

import { type FieldId, fieldOf } from '@astrago/exchange-form'
import { FormField } from './FormField.tsx'
import { NodeTable } from './nodes/NodeTable.tsx'
import type { Place } from './places.ts'

export function FieldGrid({ ids, place }: { ids: readonly FieldId[]; place: Place | null }) {
  return (
    <div className="grid gap-x-5 gap-y-5 sm:grid-cols-2">
      {ids.map((id) => (
        <div key={id} className={isWide(id) ? 'min-w-0 sm:col-span-2' : 'min-w-0'}>
          {fieldOf(id).kind === 'nodes' ? <NodeTable place={place} /> : <FormField id={id} />}
        </div>
      ))}
    </div>
  )
}

const WIDE = new Set(['nodes', 'multiline', 'pem', 'choice'])
const isWide = (id: FieldId): boolean => WIDE.has(fieldOf(id).kind)
