'use client'

import { memo } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useMedia } from '../../lib/use-media.ts'
import { Card } from '../../parts/Card.tsx'
import { preflight as texts } from '../../texts/preflight.ts'
import type { Row } from './board.ts'
import type { ColumnId } from './columns.ts'
import type { Live } from './live.ts'
import { MatrixCards } from './MatrixCards.tsx'
import { MatrixTable } from './MatrixTable.tsx'

/** A cell of the matrix, and the check in it that is open. */
export type Selection = { host: string; column: ColumnId; check: string }

export type MatrixProps = {
  columns: readonly ColumnId[]
  rows: readonly Row[]
  progress: Live['hosts']
  running: boolean
  newest: boolean
  /** Hosts that the questionnaire no longer has. */
  gone: ReadonlySet<string>
  selection: Selection | null
  onSelect: (selection: Selection) => void
}

/** Hosts by areas: a table where there is room, else a card for each host. */
export const Matrix = memo(function Matrix(props: MatrixProps) {
  const say = useSay()
  const wide = useMedia('(min-width: 860px)')
  if (props.rows.length === 0) {
    return (
      <Card>
        <p className="text-ink-2">{say(texts.nothingLeft)}</p>
      </Card>
    )
  }
  return wide ? <MatrixTable {...props} /> : <MatrixCards {...props} />
})
