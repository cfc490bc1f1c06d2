'use client'

import type { Localized } from '@astrago/contracts'
import { type FieldId, fieldOf, fieldsIn, isVisible, SECTIONS, type SectionId } from '@astrago/exchange-form'
import { useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { FormField } from './FormField.tsx'
import { useFormContext } from './form-context.ts'
import { NodeTable } from './NodeTable.tsx'

/** The fields of a section that are asked for, on a card for each group. */
export function SectionView({ section }: { section: SectionId }) {
  const say = useSay()
  const { snapshot } = useFormContext()
  const asked = fieldsIn(section).filter((id) => isVisible(id, snapshot.values, snapshot.site))
  const groups = [...Map.groupBy(asked, (id) => fieldOf(id).group)]
  const titles: Record<string, Localized> = SECTIONS[section].groups
  return groups.map(([group, ids]) => (
    <Card key={group} title={titles[group] && say(titles[group])}>
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        {ids.map((id) => (
          <div key={id} className={isWide(id) ? 'min-w-0 sm:col-span-2' : 'min-w-0'}>
            {fieldOf(id).kind === 'nodes' ? <NodeTable /> : <FormField id={id} />}
          </div>
        ))}
      </div>
    </Card>
  ))
}

const WIDE = new Set(['nodes', 'multiline', 'pem', 'choice'])
const isWide = (id: FieldId): boolean => WIDE.has(fieldOf(id).kind)
