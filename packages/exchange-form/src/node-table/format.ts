import { type Locale, NodeRole } from '@astrago/contracts'
import { NODE_COLUMN_IDS, NODE_COLUMNS, type NodeColumn, ROLE_NAMES } from '../node.ts'
import type { NodeDraft } from './parse.ts'

/** The node table as tab-separated text with a header, ready for a spreadsheet; `parseNodeTable` reads it back. */
export function formatNodeTable(nodes: readonly NodeDraft[], locale: Locale): string {
  const header = NODE_COLUMN_IDS.map((column) => NODE_COLUMNS[column].label[locale])
  const rows = nodes.map((node) => NODE_COLUMN_IDS.map((column) => quoted(cellText(column, node, locale))))
  return [header, ...rows].map((cells) => `${cells.join('\t')}\n`).join('')
}

function cellText(column: NodeColumn, node: NodeDraft, locale: Locale): string {
  const value = node[column]
  if (typeof value !== 'object') return String(value ?? '')
  return value.map((role) => roleName(role, locale)).join(' + ')
}

function roleName(role: string, locale: Locale): string {
  const known = NodeRole.safeParse(role)
  return known.success ? ROLE_NAMES[known.data][locale] : role
}

/** A spreadsheet would run a cell that begins with one of = + - @ as a formula: a blank before it keeps it text. */
function quoted(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? ` ${text}` : text
  return /["\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
