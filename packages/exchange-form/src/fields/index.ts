import type { z } from 'zod'
import { SECTIONS, type SectionId } from '../sections.ts'
import type { FieldSpec, SecretRef } from '../spec.ts'
import { accountFields } from './accounts.ts'
import { backupFields } from './backup.ts'
import { generalFields } from './general.ts'
import { gpuFields, resourceFields, storageFields } from './machines.ts'
import { networkFields } from './network.ts'
import { platformFields } from './platform.ts'
import { registryFields } from './registry.ts'
import { securityFields } from './security.ts'

/** The questionnaire. Wizard, rules, texts, masking, site.yaml and the reference page are all read from this list. */
export const FIELDS = {
  ...generalFields,
  ...networkFields,
  ...accountFields,
  ...securityFields,
  ...registryFields,
  ...resourceFields,
  ...storageFields,
  ...gpuFields,
  ...platformFields,
  ...backupFields,
} as const satisfies Record<`${SectionId}.${string}`, FieldSpec>

export type FieldId = keyof typeof FIELDS
export const FIELD_IDS = Object.keys(FIELDS) as readonly FieldId[]

type Value<Spec extends FieldSpec> = Spec extends { secret: true } ? SecretRef : z.output<Spec['schema']>

/** Answers that keep to their rules, by field id. A secret is a reference to where it is kept. */
export type Answers = { [K in FieldId]?: Value<(typeof FIELDS)[K]> }

export const isFieldId = (text: string): text is FieldId => Object.hasOwn(FIELDS, text)
export const isSectionId = (text: string): text is SectionId => Object.hasOwn(SECTIONS, text)

/** The field with all optional parts readable, which the narrow type of `FIELDS[id]` does not allow. */
export const fieldOf = (id: FieldId): FieldSpec => FIELDS[id]
export const sectionOf = (id: FieldId): SectionId => id.slice(0, id.indexOf('.')) as SectionId
export const fieldsIn = (section: SectionId): FieldId[] => FIELD_IDS.filter((id) => sectionOf(id) === section)
