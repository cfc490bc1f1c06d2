import { type Locale, NodeRole } from '@astrago/contracts'
import { NODE_COLUMNS, type NodeColumn, PLAIN_COLUMNS, ROLE_NAMES } from '../node.ts'

type Row = Readonly<Partial<Record<NodeColumn, unknown>>>

/**
 * The node table with a header and without secrets, ready for a spreadsheet: comma-separated as a file, tab-separated
 * for the clipboard. `parseNodeTable` reads it back.
 */
export function formatNodeTable(nodes: readonly Row[], locale: Locale, separator: '\t' | ',' = '\t'): string {
  const header = PLAIN_COLUMNS.map((column) => NODE_COLUMNS[column].label[locale])
  const rows = nodes.map((node) => PLAIN_COLUMNS.map((column) => quoted(cellText(column, node, locale))))
  return [header, ...rows].map((cells) => `${cells.join(separator)}\n`).join('')
}

function cellText(column: NodeColumn, node: Row, locale: Locale): string {
  const value = node[column]
  return Array.isArray(value) ? value.map((role) => roleName(role, locale)).join(' + ') : String(value ?? '')
}

function roleName(role: string, locale: Locale): string {
  const known = NodeRole.safeParse(role)
  return known.success ? ROLE_NAMES[known.data][locale] : role
}

/** A spreadsheet would run a cell that begins with one of = + - @ as a formula: a blank before it keeps it text. */
function quoted(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? ` ${text}` : text
  return /["\t\n\r,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
