'use client'

import type { Localized } from '@astrago/contracts'
import {
  type Draft,
  type FieldId,
  fieldOf,
  fieldsIn,
  isAdvanced,
  isVisible,
  SECTIONS,
  type SectionId,
  type SiteFacts,
} from '@astrago/exchange-form'
import { useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { AdvancedFields } from './AdvancedFields.tsx'
import { FieldGrid } from './FieldGrid.tsx'
import { usePart } from './form-context.ts'
import type { Place } from './places.ts'

/** The fields of a section that are asked for, on a card for each group; `place` is looked for among them. */
export function SectionView({ section, place }: { section: SectionId; place: Place | null }) {
  const say = useSay()
  const shown = usePart(({ values, site }) => visibleIn(section, values, site).join(' '))
  const folded = usePart(({ values, site }) =>
    visibleIn(section, values, site)
      .filter((id) => isAdvanced(id, values, site))
      .join(' '),
  )
  const advanced = new Set<string>(split(folded))
  const groups = [...Map.groupBy(split(shown), (id) => fieldOf(id).group)]
  const titles: Record<string, Localized> = SECTIONS[section].groups
  return groups.map(([group, ids]) => (
    <Card key={group} title={titles[group] && say(titles[group])}>
      <FieldGrid ids={ids.filter((id) => !advanced.has(id))} place={place} />
      <AdvancedFields ids={ids.filter((id) => advanced.has(id))} place={place} />
    </Card>
  ))
}

// What is picked of the questionnaire is compared by value: a text of ids, not a list of them.
const split = (ids: string): FieldId[] => (ids === '' ? [] : (ids.split(' ') as FieldId[]))
const visibleIn = (section: SectionId, values: Draft, site: SiteFacts): FieldId[] =>
  fieldsIn(section).filter((id) => isVisible(id, values, site))
