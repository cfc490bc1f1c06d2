'use client'

import { useSay } from '../../lib/locale.ts'
import { useMedia } from '../../lib/use-media.ts'
import { Card } from '../../parts/Card.tsx'
import { ScrollRegion } from '../../parts/ScrollRegion.tsx'
import { COLUMN_TITLES, preflight as texts } from '../../texts/preflight.ts'
import type { Cell, ColumnId, Row } from './board.ts'
import { HostHead } from './HostHead.tsx'
import type { Live } from './live.ts'
import type { Selection } from './PreflightBoard.tsx'
import { VerdictCell } from './VerdictCell.tsx'

type MatrixProps = {
  columns: readonly ColumnId[]
  rows: readonly Row[]
  live: Live
  running: boolean
  newest: boolean
  selection: Selection | null
  onSelect: (selection: Selection) => void
}

/** Hosts by areas: a table where there is room, else a card for each host. */
export function Matrix(props: MatrixProps) {
  const say = useSay()
  const wide = useMedia('(min-width: 860px)')
  if (props.rows.length === 0) {
    return (
      <Card>
        <p className="text-ink-2">{say(texts.nothingLeft)}</p>
      </Card>
    )
  }
  return wide ? <Table {...props} /> : <Cards {...props} />
}

const isSelected = (selection: Selection | null, host: string, column: ColumnId) =>
  selection?.host === host && selection.column === column

function Table({ columns, rows, live, running, newest, selection, onSelect }: MatrixProps) {
  const say = useSay()
  return (
    <ScrollRegion label={say(texts.matrix)} className="overflow-x-auto rounded-lg border bg-card">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b text-left text-ink-2">
            <th scope="col" className="py-2.5 pr-2 pl-4 font-semibold">
              {say(texts.host)}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-1 py-2.5 text-center text-xs font-semibold whitespace-nowrap">
                {say(COLUMN_TITLES[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ host, cells }) => (
            <tr key={host} className="border-b last:border-b-0">
              <th scope="row" className="py-1 pr-2 pl-4 text-left font-normal">
                <HostHead host={host} progress={live.hosts.get(host)} running={running} newest={newest} />
              </th>
              {cells.map((cell) => (
                <td key={cell.column} className="px-1 py-1 text-center">
                  <VerdictCell
                    host={host}
                    cell={cell}
                    running={running}
                    selected={isSelected(selection, host, cell.column)}
                    onSelect={() => onSelect({ host, column: cell.column, check: null })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Cards(props: MatrixProps) {
  const say = useSay()
  return (
    <ul className="grid gap-3" aria-label={say(texts.matrix)}>
      {props.rows.map((row) => (
        <HostCard key={row.host} row={row} {...props} />
      ))}
    </ul>
  )
}

/** A host on a narrow screen: what wants attention, and what passed folded below. */
function HostCard({ row: { host, cells }, live, running, newest, selection, onSelect }: MatrixProps & { row: Row }) {
  const say = useSay()
  const passed = cells.filter(({ worst }) => worst === 'pass')
  const others = cells.filter(({ worst }) => (worst ? worst !== 'pass' : running))
  const list = (some: readonly Cell[]) => (
    <dl className="grid grid-cols-2 gap-x-5">
      {some.map((cell) => (
        <div key={cell.column} className="flex items-center justify-between gap-1">
          <dt className="text-sm text-ink-2">{say(COLUMN_TITLES[cell.column])}</dt>
          <dd>
            <VerdictCell
              host={host}
              cell={cell}
              running={running}
              selected={isSelected(selection, host, cell.column)}
              onSelect={() => onSelect({ host, column: cell.column, check: null })}
            />
          </dd>
        </div>
      ))}
    </dl>
  )
  return (
    <li className="grid gap-1 rounded-lg border bg-card px-4 py-2.5">
      <HostHead host={host} progress={live.hosts.get(host)} running={running} newest={newest} />
      {others.length > 0 && list(others)}
      {passed.length > 0 && (
        <details>
          <summary className="py-1 text-sm font-semibold text-pass">
            {say(texts.passes, { n: passed.reduce((sum, { judged }) => sum + judged.length, 0) })}
          </summary>
          {list(passed)}
        </details>
      )}
    </li>
  )
}
