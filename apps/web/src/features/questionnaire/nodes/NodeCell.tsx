'use client'

import { NODE_COLUMNS, NODES, type NodeColumn, readNodeCell } from '@astrago/exchange-form'
import clsx from 'clsx'
import { useSay } from '../../../lib/locale.ts'
import { CellNotes, noteId } from './CellNotes.tsx'
import type { RowProps } from './NodeRow.tsx'

type Props = RowProps & {
  column: NodeColumn
  /** Says its title and what is wrong with it itself, also where the rows stand as a table. */
  titled?: boolean
}

/** One value of a server. */
export function NodeCell({ column, titled, ...props }: Props) {
  const say = useSay()
  const { row, index, passed, actions } = props
  const { label, kind, help, example } = NODE_COLUMNS[column]
  const problems = props.problems.filter((problem) => problem.column === column)
  const id = `node-${index}-${column}`
  const tidy = () => {
    const cell = readNodeCell(column, row[column])
    if (cell !== row[column]) actions.change(index, { [column]: cell })
  }
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={id} className={clsx('text-xs text-ink-2', !titled && '@2xl:sr-only')} title={say(help)}>
        {say(label)}
      </label>
      <input
        id={id}
        data-field={`${NODES}.${index}.${column}`}
        value={String(row[column] ?? '')}
        inputMode={kind === 'number' ? 'decimal' : undefined}
        placeholder={example && !passed ? say(example) : undefined}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problems.some(({ severity }) => severity === 'error') || undefined}
        aria-describedby={problems.length > 0 ? noteId(index, column) : undefined}
        onChange={(event) => actions.change(index, { [column]: event.target.value })}
        onBlur={tidy}
        className={clsx(
          'h-9 w-full min-w-0 rounded-md border border-edge bg-card px-2 placeholder:text-ink-3/70 aria-invalid:border-fail disabled:bg-unknown-soft',
          kind === 'address' && 'font-mono text-sm',
        )}
      />
      {titled && <CellNotes column={column} {...props} />}
    </div>
  )
}
