import { isEmpty } from './is-empty.ts'
import type { NodeColumn } from './node.ts'
import { NodeName } from './schemas.ts'
import { SecretRef } from './spec.ts'
import { isMask } from './stored-secret.ts'

export const NODES = 'resources.nodes'

type Row = Readonly<Record<string, unknown>>

/**
 * What the secrets of each row are kept under: the name of the server, so that a reference can be read. A row whose
 * name is no name yet, or is that of an earlier row, goes by its place; its secrets move when it gets one.
 */
export function rowKeys(rows: readonly Row[]): string[] {
  const taken = new Set<string>()
  return rows.map(({ name }, index) => {
    const good = NodeName.safeParse(name).data
    const key = good === undefined || taken.has(good) ? `#${index + 1}` : good
    taken.add(key)
    return key
  })
}

/** The name in the vault of a secret of the node table. */
export const nodeSecretName = (row: string, column: NodeColumn): string => `${NODES}.${row}.${column}`

/** The row that a reference of the node table is kept for; undefined for a reference to anything else. */
function rowOfRef(value: unknown, column: NodeColumn): string | undefined {
  const ref = SecretRef.safeParse(value).data?.secretRef ?? ''
  const [start, end] = [`vault:${NODES}.`, `.${column}`]
  return ref.startsWith(start) && ref.endsWith(end) ? ref.slice(start.length, -end.length) : undefined
}

/** The row that a secret which was left alone is kept for, as a mask or a reference says; else the row it stands in. */
export const sourceRow = (value: unknown, column: NodeColumn, row: string): string =>
  rowOfRef(value, column) ?? (isMask(value) ? value.of : undefined) ?? row

/** Whether a server has a login of its own, by password or by key. */
export const hasOwnLogin = ({ sshPassword, sshKey }: Row): boolean => !isEmpty(sshPassword) || !isEmpty(sshKey)
