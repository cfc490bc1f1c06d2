import { FIELD_IDS, type FieldId, fieldOf, isFieldId } from './fields/index.ts'
import { isEmpty } from './is-empty.ts'
import { type NodeColumn, SECRET_COLUMNS } from './node.ts'
import { NODES, rowKeys, sourceRow } from './node-secrets.ts'
import { type Draft, SecretRef, type SiteFacts } from './spec.ts'
import { isWanted, MASK, WANTED } from './stored-secret.ts'
import { isRequired, isVisible, settle } from './values.ts'

type Row = Readonly<Record<string, unknown>>

/** Answers as they may leave the server: each secret that is set as a mask, nothing that is not a field. */
export function maskAnswers(draft: Draft): Draft {
  return mapSecrets(draft, (value) => (isWanted(value) ? WANTED : MASK), maskCell)
}

const maskCell = (value: unknown, column: NodeColumn, row: string): unknown =>
  isWanted(value) ? WANTED : { ...MASK, of: sourceRow(value, column, row) }

/**
 * Answers from elsewhere, whose secrets are kept where this console cannot look: each is asked for again, but those
 * that a new site gets made for it.
 */
export function forgetSecrets(draft: Draft): Draft {
  return mapSecrets(
    draft,
    (_, id) => (fieldOf(id).generated ? undefined : WANTED),
    () => WANTED,
  )
}

/** Known fields, with every secret that is set put through `ofField`, in the node table through `ofCell`. */
function mapSecrets(
  draft: Draft,
  ofField: (value: unknown, id: FieldId) => unknown,
  ofCell: (value: unknown, column: NodeColumn, row: string) => unknown,
): Draft {
  const known = Object.entries(draft).flatMap(([id, value]): [string, unknown][] => {
    if (!isFieldId(id) || isEmpty(value)) return []
    if (fieldOf(id).secret) return [[id, ofField(value, id)]]
    return [[id, id === NODES ? mapRows(value, ofCell) : value]]
  })
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}

function mapRows(rows: unknown, ofCell: (value: unknown, column: NodeColumn, row: string) => unknown): unknown {
  if (!Array.isArray(rows) || !rows.some(hasSecrets)) return rows
  const keys = rowKeys(rows)
  return rows.map((row: Row, index) => {
    const secrets = SECRET_COLUMNS.filter((column) => !isEmpty(row[column]))
    return {
      ...row,
      ...Object.fromEntries(secrets.map((column) => [column, ofCell(row[column], column, keys[index] ?? '')])),
    }
  })
}

const hasSecrets = (row: Row): boolean => SECRET_COLUMNS.some((column) => !isEmpty(row[column]))

/** The names in the vault of the secrets that answers refer to. */
export function secretNames(draft: Draft): string[] {
  const rows: Row[] = Array.isArray(draft[NODES]) ? draft[NODES] : []
  const values = [
    ...FIELD_IDS.filter((id) => fieldOf(id).secret).map((id) => draft[id]),
    ...rows.flatMap((row) => SECRET_COLUMNS.map((column) => row[column])),
  ]
  return values.flatMap((value) => /^vault:(.+)$/.exec(SecretRef.safeParse(value).data?.secretRef ?? '')?.[1] ?? [])
}

/** The secrets that the console makes for this site: generated ones that are asked for, empty, and not the customer's to tell. */
export function secretsToGenerate(draft: Draft, site: SiteFacts): FieldId[] {
  const values = settle(draft, site)
  return FIELD_IDS.filter((id) => fieldOf(id).generated && isVisible(id, values, site)).filter(
    (id) => isEmpty(values[id]) && !isRequired(id, values, site),
  )
}
