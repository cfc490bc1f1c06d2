'use client'

import { SITE_WIDE } from '@astrago/contracts'
import { memo, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { COLUMN_TITLES, preflight as texts } from '../../texts/preflight.ts'
import type { Cells } from './board.ts'
import type { ColumnId } from './columns.ts'
import { HostHead } from './HostHead.tsx'
import type { HostProgress } from './live.ts'
import type { MatrixProps, Selection } from './Matrix.tsx'
import { NoVerdict, VerdictCell } from './VerdictCell.tsx'

const AT_ONCE = 20

/** On a narrow screen: a card for each host, some at a time. */
export function MatrixCards({ rows, progress, gone, selection, ...rest }: MatrixProps) {
  const say = useSay()
  const [pages, setPages] = useState(1)
  const shown = rows.slice(0, AT_ONCE * pages)
  return (
    <>
      <ul className="grid gap-3" aria-label={say(texts.matrix)}>
        {shown.map(({ host, cells }) => (
          <HostCard
            key={host}
            host={host}
            cells={cells}
            progress={progress.get(host)}
            gone={gone.has(host)}
            selected={selection?.host === host ? selection.column : null}
            {...rest}
          />
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button onClick={() => setPages(pages + 1)}>
          {say(texts.moreCards, { n: Math.min(AT_ONCE, rows.length - shown.length) })}
        </Button>
      )}
    </>
  )
}

type HostCardProps = Pick<MatrixProps, 'columns' | 'running' | 'newest'> & {
  host: string
  cells: Cells
  progress: HostProgress | undefined
  gone: boolean
  selected: ColumnId | null
  onSelect: (selection: Selection) => void
}

/** What wants attention, and what passed folded below. */
const HostCard = memo(function HostCard(props: HostCardProps) {
  const { host, columns, cells, progress, running, newest, gone } = props
  const say = useSay()
  const mayStart = useMayChange() && newest && !running && !gone && host !== SITE_WIDE
  const passed = columns.filter((column) => cells.get(column)?.worst === 'pass')
  const others = columns.filter((column) => (cells.has(column) ? !passed.includes(column) : running))
  const passes = passed.reduce((sum, column) => sum + (cells.get(column)?.judged.length ?? 0), 0)
  return (
    <li data-row className="grid gap-1 rounded-lg border bg-card px-4 py-2.5">
      <HostHead host={host} progress={progress} running={running} gone={gone} mayStart={mayStart} />
      {others.length > 0 && <Areas {...props} some={others} />}
      {passed.length > 0 && (
        <details>
          <summary className="py-1 text-sm font-semibold text-pass">{say(texts.passes, { n: passes })}</summary>
          <Areas {...props} some={passed} />
        </details>
      )}
    </li>
  )
})

function Areas({ some, host, cells, running, selected, onSelect }: HostCardProps & { some: readonly ColumnId[] }) {
  const say = useSay()
  return (
    <dl className="grid grid-cols-2 gap-x-5">
      {some.map((column) => {
        const cell = cells.get(column)
        return (
          <div key={column} className="flex items-center justify-between gap-1">
            <dt className="text-sm text-ink-2">{say(COLUMN_TITLES[column])}</dt>
            <dd>
              {cell ? (
                <VerdictCell host={host} cell={cell} selected={selected === column} onSelect={onSelect} />
              ) : (
                <NoVerdict host={host} running={running} />
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
