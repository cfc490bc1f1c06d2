import {
  fieldOf,
  holdsLogin,
  isFieldId,
  NODES,
  type NodeColumn,
  problemPath,
  SECRET_COLUMNS,
  SECTION_IDS,
} from '@astrago/exchange-form'
import type { FormState } from '../form-state.ts'
import { isDirty, newWork, type Saved, type SectionWork, stepWork, type Values } from '../section-work.ts'
import type { KeptDraft, KeptSection } from './schema.ts'

/** Null when everything is saved. */
export function keptDraft({ sections }: FormState, who: string): KeptDraft | null {
  const dirty = SECTION_IDS.filter((section) => isDirty(sections[section]))
  if (dirty.length === 0) return null
  return { who, sections: Object.fromEntries(dirty.map((section) => [section, keptSection(sections[section])])) }
}

function keptSection({ saved, sending, edits }: SectionWork): KeptSection {
  const typed: Values = { ...sending, ...edits }
  const isSecretText = ([field, value]: [string, unknown]) =>
    isFieldId(field) && value !== null && (fieldOf(field).secret === true || holdsLogin(field, value))
  const entries = Object.entries(typed)
  const table = withoutSecrets(typed[NODES], saved.values[NODES])
  return {
    revision: saved.revision,
    base: { ...saved.values },
    edits: {
      ...Object.fromEntries(entries.filter((entry) => !isSecretText(entry))),
      ...(table && { [NODES]: table.rows }),
    },
    lost: [...entries.filter(isSecretText).map(([field]) => field), ...(table?.lost ?? [])],
  }
}

type Row = Readonly<Record<string, unknown>>
const rowsOf = (value: unknown): Row[] => (Array.isArray(value) ? value : [])

/** The node table with each typed secret as it was before, or as still to be entered. */
function withoutSecrets(typed: unknown, saved: unknown): { rows: Row[]; lost: string[] } | null {
  if (!Array.isArray(typed)) return null
  const before = new Map(rowsOf(saved).map((row) => [row.name, row]))
  const isTyped = (row: Row, column: NodeColumn) => typeof row[column] === 'string' && row[column] !== ''
  const rows = rowsOf(typed).map((row) => {
    const columns = SECRET_COLUMNS.filter((column) => isTyped(row, column))
    const stored = (column: NodeColumn) => before.get(row.name)?.[column] ?? { secret: false }
    return { ...row, ...Object.fromEntries(columns.map((column) => [column, stored(column)])) }
  })
  const lost = rowsOf(typed).flatMap((row, index) =>
    SECRET_COLUMNS.filter((column) => isTyped(row, column)).map((column) =>
      problemPath({ field: NODES, row: index, column }),
    ),
  )
  return { rows, lost }
}

/** What was kept, laid over what the server has by now; where both changed, it is a conflict like any other. */
export function restoreDraft(state: FormState, { sections }: KeptDraft): FormState {
  const restored = SECTION_IDS.flatMap((section) => {
    const kept = sections[section]
    return kept ? [[section, restoreSection(state.sections[section].saved, kept)] as const] : []
  })
  return { ...state, sections: { ...state.sections, ...Object.fromEntries(restored) } }
}

function restoreSection(saved: Saved, { revision, base, edits }: KeptSection): SectionWork {
  const typed = (over: Saved): SectionWork =>
    Object.entries(edits).reduce(
      (work, [field, value]) => stepWork(work, { type: 'edit', field, value }),
      newWork(over),
    )
  if (revision === saved.revision) return typed(saved)
  // The last save may have arrived without an answer: then what is there is our own.
  const late = { ...typed({ ...saved, revision, values: base }), unsure: edits }
  return stepWork(late, { type: 'overtake', theirs: saved })
}
