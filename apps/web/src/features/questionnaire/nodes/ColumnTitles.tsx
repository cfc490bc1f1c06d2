'use client'

import { NODE_COLUMNS } from '@astrago/exchange-form'
import { useSay } from '../../../lib/locale.ts'
import { MAIN_COLUMNS, WIDE_GRID } from './columns.ts'

/** Said once above the rows where they stand as a table; elsewhere each cell says its own. */
export function ColumnTitles() {
  const say = useSay()
  return (
    <div aria-hidden className={`hidden border-b pb-1.5 text-xs text-ink-2 @2xl:grid ${WIDE_GRID}`}>
      {MAIN_COLUMNS.map((column) => (
        <span key={column} title={say(NODE_COLUMNS[column].help)}>
          {say(NODE_COLUMNS[column].label)}
        </span>
      ))}
    </div>
  )
}
