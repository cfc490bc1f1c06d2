'use client'

import { Trash2 } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { Button } from '../../../parts/Button.tsx'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import type { Place } from '../places.ts'
import type { Problems } from '../problem-index.ts'
import { CellNotes } from './CellNotes.tsx'
import { isFolded, MAIN_COLUMNS, WIDE_GRID } from './columns.ts'
import { NodeCell } from './NodeCell.tsx'
import { NodeDetails } from './NodeDetails.tsx'
import { NodeRoles } from './NodeRoles.tsx'
import type { Row } from './rows.ts'

type RowActions = {
  /** `hold`: a secret is being typed, nothing is sent before the cell is left. */
  change: (index: number, change: Row, hold?: boolean) => void
  remove: (index: number) => void
  leave: () => void
}

export type RowProps = {
  row: Row
  index: number
  problems: Problems
  passed: boolean
  readOnly: boolean
  actions: RowActions
}

/** One server. Drawn again only when it, or what is wrong with it, changed. */
export const NodeRow = memo(function NodeRow(props: RowProps & { sought: Place | null }) {
  const say = useSay()
  const { row, index, problems, readOnly, actions, sought } = props
  const name = String(row.name ?? '') || say(texts.node, { n: index + 1 })
  const folded = problems.some(({ column, severity }) => severity !== 'hint' && isFolded(column))
  const [open, setOpen] = useState(folded)
  useEffect(() => {
    if (folded || (sought?.column && isFolded(sought.column))) setOpen(true)
  }, [folded, sought])
  return (
    <li
      // Rows out of view cost nothing: the browser lays them out when they come into it.
      className="-mx-1.5 border-b px-1.5 py-2.5 [contain-intrinsic-size:auto_5.5rem] [content-visibility:auto]"
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) actions.leave()
      }}
    >
      <fieldset disabled={readOnly} className="grid gap-2">
        <legend className="sr-only">{name}</legend>
        <div className={`grid grid-cols-2 items-start gap-2.5 @md:grid-cols-3 ${WIDE_GRID}`}>
          {MAIN_COLUMNS.map((column) => (
            <NodeCell key={column} column={column} {...props} />
          ))}
          <div className="order-first col-span-full flex items-center justify-between @2xl:order-none @2xl:col-span-1 @2xl:justify-end">
            <span aria-hidden className="font-semibold @2xl:hidden">
              {name}
            </span>
            {!readOnly && (
              <Button
                small
                look="quiet"
                aria-label={say(texts.removeNode, { name })}
                onClick={() => actions.remove(index)}
              >
                <Trash2 size={15} aria-hidden />
              </Button>
            )}
          </div>
        </div>
        {/* The cells are too narrow for a sentence. */}
        {MAIN_COLUMNS.map((column) => (
          <CellNotes key={column} named column={column} {...props} />
        ))}
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <NodeRoles {...props} />
          <Button small look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {say(open ? texts.lessColumns : texts.moreColumns)}
          </Button>
        </div>
        {open && <NodeDetails {...props} />}
      </fieldset>
    </li>
  )
})
