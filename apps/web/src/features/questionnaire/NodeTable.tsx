'use client'

import { type FormProblem, NodeRole } from '@astrago/contracts'
import { NODE_COLUMNS, type NodeColumn, PLAIN_COLUMNS, ROLE_NAMES } from '@astrago/exchange-form'
import clsx from 'clsx'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { useFormContext } from './form-context.ts'
import { PasteDialog } from './PasteDialog.tsx'

const FIELD = 'resources.nodes'

export type NodeRow = Partial<Record<NodeColumn, unknown>>

/** The servers, a row each; a card each on a narrow screen. */
export function NodeTable() {
  const say = useSay()
  const { snapshot, store, readOnly } = useFormContext()
  const [pasting, setPasting] = useState(false)
  const value = snapshot.draft[FIELD]
  const rows: NodeRow[] = Array.isArray(value) ? value : []
  const save = (next: NodeRow[]) => store.edit(FIELD, next.length > 0 ? next : null)
  const setCell = (index: number, column: NodeColumn, cell: unknown) =>
    save(rows.map((row, at) => (at === index ? { ...row, [column]: cell === '' ? undefined : cell } : row)))
  const general = snapshot.problems.filter(({ field, row }) => field === FIELD && row === undefined)
  return (
    <div data-field={FIELD} className="grid gap-3">
      {general.map(({ message, severity }) => (
        <p key={message.en} className={severity === 'error' ? 'text-sm text-fail' : 'text-sm text-ink-2'}>
          {say(message)}
        </p>
      ))}
      {/* Blur of any cell means that a row is left: what is typed may be saved at once. */}
      <ul className="grid gap-3" onBlur={() => store.flush()}>
        {rows.map((row, index) => (
          // Rows have no identity but their place: names are typed, and may be double meanwhile.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} className="rounded-md border px-3 py-3">
            <Row
              row={row}
              index={index}
              onCell={(column, cell) => setCell(index, column, cell)}
              onRemove={() => save(rows.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      {!readOnly && (
        <div className="flex flex-wrap gap-2">
          <Button small onClick={() => save([...rows, { roles: ['worker'] }])}>
            {say(texts.addNode)}
          </Button>
          <Button small onClick={() => setPasting(true)}>
            {say(texts.paste)}
          </Button>
        </div>
      )}
      {pasting && (
        <PasteDialog
          onClose={() => setPasting(false)}
          onRows={(pasted, append) => {
            save(append ? [...rows, ...pasted] : pasted)
            setPasting(false)
          }}
        />
      )}
    </div>
  )
}

type RowProps = {
  row: NodeRow
  index: number
  onCell: (column: NodeColumn, cell: unknown) => void
  onRemove: () => void
}

/** What every row needs in view; the rest opens. */
const MAIN: readonly NodeColumn[] = ['name', 'address', 'cpus', 'memoryGib', 'gpuModel', 'gpuCount']
const REST = PLAIN_COLUMNS.filter((column) => column !== 'roles' && !MAIN.includes(column))

function Row({ row, index, onCell, onRemove }: RowProps) {
  const say = useSay()
  const { snapshot, readOnly } = useFormContext()
  const name = String(row.name ?? '') || say(texts.node, { n: index + 1 })
  return (
    <fieldset disabled={readOnly} className="grid gap-2.5">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-center justify-between gap-2">
        <span className="font-semibold">{name}</span>
        {!readOnly && (
          <Button small look="quiet" aria-label={say(texts.removeNode, { name })} onClick={onRemove}>
            <Trash2 size={15} aria-hidden />
          </Button>
        )}
      </div>
      <Cells columns={MAIN} row={row} index={index} onCell={onCell} />
      <Roles row={row} index={index} onCell={onCell} />
      <details open={hasProblem(snapshot.problems, index) || undefined}>
        <summary className="min-h-7 cursor-pointer text-sm text-ink-2">{say(texts.moreColumns)}</summary>
        <Cells columns={REST} row={row} index={index} onCell={onCell} />
      </details>
    </fieldset>
  )
}

/** Whether a cell that is folded away has something wrong. */
const hasProblem = (problems: readonly FormProblem[], index: number): boolean =>
  problems.some(
    ({ field, row, column, severity }) =>
      field === FIELD && row === index && severity !== 'missing' && REST.includes(column as NodeColumn),
  )

type CellsProps = Omit<CellProps, 'column'> & { columns: readonly NodeColumn[] }

function Cells({ columns, ...row }: CellsProps) {
  return (
    <div className="grid grid-cols-2 gap-2.5 md:grid-cols-3 xl:grid-cols-6">
      {columns.map((column) => (
        <Cell key={column} column={column} {...row} />
      ))}
    </div>
  )
}

function useCellError(index: number, column: NodeColumn): string | undefined {
  const say = useSay()
  const { snapshot } = useFormContext()
  const problem = snapshot.problems.find((each) => each.field === FIELD && each.row === index && each.column === column)
  return problem && problem.severity !== 'missing' ? say(problem.message) : undefined
}

type CellProps = { row: NodeRow; index: number; column: NodeColumn; onCell: RowProps['onCell'] }

function Cell({ row, index, column, onCell }: CellProps) {
  const say = useSay()
  const error = useCellError(index, column)
  const { label, kind, help } = NODE_COLUMNS[column]
  const id = `node-${index}-${column}`
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={id} className="truncate text-xs text-ink-2" title={say(help)}>
        {say(label)}
      </label>
      <input
        id={id}
        value={String(row[column] ?? '')}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onCell(column, event.target.value)}
        className={clsx(
          'h-9 w-full min-w-0 rounded-md border border-edge bg-card px-2 aria-invalid:border-fail disabled:bg-unknown-soft',
          kind === 'address' && 'font-mono text-sm',
        )}
      />
      {error && (
        <p id={`${id}-error`} className="text-xs text-fail">
          {error}
        </p>
      )}
    </div>
  )
}

function Roles({ row, index, onCell }: Omit<CellProps, 'column'>) {
  const say = useSay()
  const error = useCellError(index, 'roles')
  const roles = Array.isArray(row.roles) ? (row.roles as string[]) : []
  const toggle = (role: string, on: boolean) =>
    onCell('roles', on ? [...roles, role] : roles.filter((each) => each !== role))
  return (
    <fieldset>
      <legend className="text-xs text-ink-2">{say(NODE_COLUMNS.roles.label)}</legend>
      <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {NodeRole.options.map((role) => (
          <label key={role} className="flex min-h-7 items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              checked={roles.includes(role)}
              onChange={(event) => toggle(role, event.target.checked)}
              className="size-4 accent-accent"
            />
            {say(ROLE_NAMES[role])}
          </label>
        ))}
      </div>
      {error && <p className="text-xs text-fail">{error}</p>}
    </fieldset>
  )
}
