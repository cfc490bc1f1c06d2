import { type Draft, type FieldId, isFieldId, NODE_COLUMN_IDS, NODES, type NodeColumn } from '@astrago/exchange-form'

/** A spot in the questionnaire to go to: a field, or a cell of the node table. */
export type Place = { field: FieldId; row?: number; column?: NodeColumn }

/** What a server may have of its own instead of an answer that counts for all. */
const OWN: Partial<Record<FieldId, readonly NodeColumn[]>> = {
  'accounts.sshUser': ['sshUser'],
  'accounts.sshPort': ['sshPort'],
  'accounts.sshAuth': ['sshKey', 'sshPassword'],
  'accounts.sshPassword': ['sshKey', 'sshPassword'],
  'accounts.sshKey': ['sshKey', 'sshPassword'],
  'accounts.sshKeyPassphrase': ['sshKeyPassphrase'],
  'accounts.sudo': ['sudoPassword'],
  'accounts.sudoPassword': ['sudoPassword', 'sshPassword'],
}

type Row = Readonly<Record<string, unknown>>

const isColumn = (text: string | null): text is NodeColumn =>
  (NODE_COLUMN_IDS as readonly (string | null)[]).includes(text)

/**
 * The place that the address of the page names by `field`, with `row` or `host` and `column`. An answer that counts
 * for all is at the host where the host has one of its own. Null when it names none.
 */
export function placeOf(query: URLSearchParams, draft: Draft): Place | null {
  const [field, host, column] = [query.get('field'), query.get('host'), query.get('column')]
  if (!field || !isFieldId(field)) return null
  const rows: Row[] = Array.isArray(draft[NODES]) ? draft[NODES] : []
  const row = host ? rows.findIndex(({ name }) => name === host) : Number(query.get('row') ?? -1)
  const cells = rows[row]
  if (!cells) return { field }
  if (field === NODES) return { field, row, ...(isColumn(column) && { column }) }
  const own = OWN[field]?.find((each) => cells[each] !== undefined)
  return own ? { field: NODES, row, column: own } : { field }
}
