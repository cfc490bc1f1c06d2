import type { Site } from '@astrago/contracts'
import { stringify } from 'yaml'
import { type FieldId, fieldOf, fieldsIn } from '../fields/index.ts'
import { isEmpty } from '../is-empty.ts'
import { NODE_COLUMN_IDS, NODE_COLUMNS, type NodeColumn } from '../node.ts'
import { nodeSecretName, rowKeys } from '../node-secrets.ts'
import { SECTION_IDS } from '../sections.ts'
import { type Draft, SecretRef } from '../spec.ts'

export const API_VERSION = 'astrago.io/v1alpha1'
export const KIND = 'Site'
export type SiteHead = Pick<Site, 'name' | 'profile' | 'distribution'>

/** The key of a field within its section. */
export const keyOf = (id: FieldId): string => id.slice(id.indexOf('.') + 1)

/** The site as one document. Half-filled answers are written as they are; a secret is only ever written as a reference. */
export function toSiteYaml({ name, profile, distribution }: SiteHead, draft: Draft): string {
  const sections = SECTION_IDS.map((section) => {
    const filled = fieldsIn(section).filter((id) => !isEmpty(draft[id]))
    return [section, Object.fromEntries(filled.map((id) => [keyOf(id), written(id, draft[id])]))] as const
  })
  const spec = { profile, distribution, ...Object.fromEntries(sections.filter(([, keys]) => Object.keys(keys).length)) }
  const document = { apiVersion: API_VERSION, kind: KIND, metadata: { name }, spec }
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' })
}

function written(id: FieldId, value: unknown): unknown {
  if (fieldOf(id).secret) return refOf(value, id)
  if (fieldOf(id).kind === 'nodes' && Array.isArray(value)) return writtenRows(value)
  return value
}

const refOf = (value: unknown, name: string): SecretRef => ({
  secretRef: SecretRef.safeParse(value).data?.secretRef ?? `vault:${name}`,
})

function writtenRows(rows: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const keys = rowKeys(rows)
  return rows.map((row, index) => {
    const columns = NODE_COLUMN_IDS.filter((column) => !isEmpty(row[column]))
    const cell = (column: NodeColumn): unknown =>
      NODE_COLUMNS[column].secret ? refOf(row[column], nodeSecretName(keys[index] ?? '', column)) : row[column]
    return Object.fromEntries(columns.map((column) => [column, cell(column)]))
  })
}
