'use client'

import { NODE_COLUMNS, type NodeColumn } from '@astrago/exchange-form'
import { useSay } from '../../../lib/locale.ts'
import { FieldNotes } from '../FieldNotes.tsx'
import type { RowProps } from './NodeRow.tsx'

export const noteId = (index: number, column: NodeColumn): string => `node-${index}-${column}-below`

type Props = Pick<RowProps, 'index' | 'problems' | 'passed'> & {
  column: NodeColumn
  /** Says which column it is about: it does not stand below its cell. */
  named?: boolean
}

/** What is wrong with one value of a server. */
export function CellNotes({ column, index, passed, named, ...rest }: Props) {
  const say = useSay()
  const problems = rest.problems.filter((problem) => problem.column === column)
  if (problems.length === 0) return null
  return (
    <div id={noteId(index, column)} className={named ? 'flex flex-wrap gap-x-2 text-xs' : 'grid gap-0.5'}>
      {named && <span className="text-ink-2">{say(NODE_COLUMNS[column].label)}</span>}
      <FieldNotes inRow problems={problems} passed={passed} />
    </div>
  )
}
