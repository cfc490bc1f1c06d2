import type { Localized } from '@astrago/contracts'
import { CONDITIONS } from './conditions.ts'
import { FIELD_IDS, type FieldId, fieldOf, isFieldId } from './fields/index.ts'
import { isEmpty } from './is-empty.ts'
import { tidyNumber, tidyRow, trimmed } from './node-rows.ts'
import type { Draft, FieldKind, FieldSpec, SiteFacts } from './spec.ts'

/** A value as a person means it: no blanks around it, digits as a number, no empty entries. Never changes a secret. */
export function tidy(kind: FieldKind, value: unknown): unknown {
  if (kind === 'secret') return value
  if (kind === 'number') return tidyNumber(value)
  if (kind === 'list' && Array.isArray(value)) return value.map(trimmed).filter((item) => !isEmpty(item))
  if (kind === 'nodes' && Array.isArray(value)) return value.map(tidyRow)
  return trimmed(value)
}

/** What a field has when it is left alone. */
export function defaultOf(id: FieldId, { distribution }: SiteFacts): FieldSpec['default'] {
  const { default: usual, optionsOf } = fieldOf(id)
  return usual ?? optionsOf?.[distribution][0]
}

/** The texts of a choice, by value: those that the site can have. */
export function optionsFor(id: FieldId, { distribution }: SiteFacts): Record<string, Localized> {
  const { options = {}, optionsOf } = fieldOf(id)
  const offered = optionsOf?.[distribution]
  return offered ? Object.fromEntries(Object.entries(options).filter(([value]) => offered.includes(value))) : options
}

/** The values of known fields, tidied, with the defaults of those that are empty. */
export function withDefaults(draft: Draft, site: SiteFacts): Draft {
  const values: [FieldId, unknown][] = FIELD_IDS.map((id) => {
    const value = tidy(fieldOf(id).kind, draft[id])
    return [id, isEmpty(value) ? defaultOf(id, site) : value]
  })
  return Object.fromEntries(values.filter(([, value]) => !isEmpty(value)))
}

/** Whether the field is asked for at all. `values` have their defaults. */
export function isVisible(id: FieldId, values: Draft, site: SiteFacts): boolean {
  const { visible } = fieldOf(id)
  return visible === undefined || CONDITIONS[visible].holds(values, site)
}

/** Whether the field must be filled. Nothing must be on "This machine", which is checked as it is. */
export function isRequired(id: FieldId, values: Draft, site: SiteFacts): boolean {
  const { required } = fieldOf(id)
  if (site.kind === 'local' || !isVisible(id, values, site)) return false
  return typeof required === 'boolean' ? required : CONDITIONS[required].holds(values, site)
}

/** Whether the field can be left to whoever installs. */
export function isAdvanced(id: FieldId, values: Draft, site: SiteFacts): boolean {
  const { advanced } = fieldOf(id)
  return typeof advanced === 'string' ? CONDITIONS[advanced].holds(values, site) : advanced === true
}

/** What counts of a draft: known, visible fields with their defaults. */
export function settle(draft: Draft, site: SiteFacts): Draft {
  const values = withDefaults(draft, site)
  return Object.fromEntries(Object.entries(values).filter(([id]) => isFieldId(id) && isVisible(id, values, site)))
}
