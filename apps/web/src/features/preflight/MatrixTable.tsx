'use client'

import { SITE_WIDE } from '@astrago/contracts'
import { memo, useLayoutEffect, useRef } from 'react'
import { useSay } from '../../lib/locale.ts'
import { drawnRows, rowsIn, scrollTo } from '../../lib/rows-in-view.ts'
import { useGrid } from '../../lib/use-grid.ts'
import { useViewport } from '../../lib/use-viewport.ts'
import { useMayChange } from '../../shell/identity.tsx'
import { COLUMN_TITLES, preflight as texts } from '../../texts/preflight.ts'
import type { Cells } from './board.ts'
import type { ColumnId } from './columns.ts'
import { HostHead } from './HostHead.tsx'
import type { HostProgress } from './live.ts'
import type { MatrixProps, Selection } from './Matrix.tsx'
import { NoVerdict, VerdictCell } from './VerdictCell.tsx'

const ROW_HEIGHT = 44

/** Where there is room: a row for each host, drawn where it is looked at; gone through by arrow keys. */
export function MatrixTable({ columns, rows, progress, running, newest, gone, selection, onSelect }: MatrixProps) {
  const say = useSay()
  const box = useRef<HTMLDivElement>(null)
  const hosts = rows.map(({ host }) => host)
  const size = { count: rows.length, rowHeight: ROW_HEIGHT }
  const inView = rowsIn(useViewport(box), size)
  const { at, ...keys } = useGrid(box, hosts, columns.length + 1)
  const drawn = drawnRows(inView, at.row, rows.length)

  const selected = hosts.indexOf(selection?.host ?? '')
  // biome-ignore lint/correctness/useExhaustiveDependencies: a selection is gone to once, not again while one scrolls
  useLayoutEffect(() => {
    const out = selected >= 0 && (selected < inView.first || selected > inView.last)
    if (box.current && out) box.current.scrollTop = scrollTo(selected, box.current.clientHeight, size)
    if (box.current && selection) showColumn(box.current, columns.indexOf(selection.column))
  }, [selection])

  return (
    <div
      ref={box}
      className="max-h-[min(72dvh,900px)] scroll-pt-14 scroll-pl-48 overflow-auto rounded-lg border bg-card"
      {...keys}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table gone through by arrow keys is a grid
        role="grid"
        aria-label={say(texts.matrix)}
        aria-rowcount={rows.length + 1}
        className="w-full min-w-max table-fixed border-separate border-spacing-0 text-sm"
      >
        <thead>
          <tr className="text-left text-ink-2">
            <th scope="col" className="sticky top-0 left-0 z-20 w-48 border-b bg-card py-2.5 pr-2 pl-4 font-semibold">
              {say(texts.host)}
            </th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="sticky top-0 z-10 w-19 border-b bg-card px-1 py-2.5 text-center text-xs leading-4 font-semibold"
              >
                {say(COLUMN_TITLES[column])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawn.rows.flatMap(({ index, skipped }) => {
            const row = rows[index]
            if (!row) return []
            return [
              skipped > 0 && <Gap key={`before ${row.host}`} rows={skipped} />,
              <HostRow
                key={row.host}
                index={index}
                host={row.host}
                cells={row.cells}
                columns={columns}
                progress={progress.get(row.host)}
                running={running}
                newest={newest}
                gone={gone.has(row.host)}
                selected={selection?.host === row.host ? selection.column : null}
                active={at.row === index ? at.column : null}
                onSelect={onSelect}
              />,
            ]
          })}
          {drawn.rest > 0 && <Gap rows={drawn.rest} />}
        </tbody>
      </table>
    </div>
  )
}

/** What is opened beside the table takes room from it: the column that it speaks of must not be what is pushed out. */
function showColumn(box: HTMLElement, column: number): void {
  const head = box.querySelector<HTMLElement>(`thead th:nth-child(${column + 2})`)
  const first = box.querySelector<HTMLElement>('thead th')
  if (!head || !first || column < 0) return
  const [left, right] = [head.offsetLeft - first.offsetWidth, head.offsetLeft + head.offsetWidth - box.clientWidth]
  if (box.scrollLeft > left) box.scrollLeft = left
  else if (box.scrollLeft < right) box.scrollLeft = right
}

/** The height of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  return <tr aria-hidden style={{ height: rows * ROW_HEIGHT }} />
}

type HostRowProps = Pick<MatrixProps, 'columns' | 'running' | 'newest'> & {
  index: number
  host: string
  cells: Cells
  progress: HostProgress | undefined
  gone: boolean
  selected: ColumnId | null
  /** The cell in which the Tab key stops. */
  active: number | null
  onSelect: (selection: Selection) => void
}

const HostRow = memo(function HostRow({
  index,
  host,
  columns,
  cells,
  active,
  selected,
  onSelect,
  ...rest
}: HostRowProps) {
  const mayStart = useMayChange() && rest.newest && !rest.running && !rest.gone && host !== SITE_WIDE
  const stop = (column: number) => (active === column ? 0 : -1)
  return (
    <tr data-row aria-rowindex={index + 2} style={{ height: ROW_HEIGHT }} className="*:border-b last:*:border-b-0">
      <th
        scope="row"
        data-at={`${index} 0`}
        tabIndex={mayStart ? undefined : stop(0)}
        className="sticky left-0 z-10 bg-card pr-2 pl-4 text-left font-normal"
      >
        <HostHead host={host} mayStart={mayStart} tabIndex={stop(0)} {...rest} />
      </th>
      {columns.map((column, i) => {
        const cell = cells.get(column)
        return (
          <td
            key={column}
            data-at={`${index} ${i + 1}`}
            tabIndex={cell ? undefined : stop(i + 1)}
            className="px-1 text-center"
          >
            {cell ? (
              <VerdictCell
                host={host}
                cell={cell}
                selected={selected === column}
                tabIndex={stop(i + 1)}
                onSelect={onSelect}
              />
            ) : (
              <NoVerdict host={host} running={rest.running} />
            )}
          </td>
        )
      })}
    </tr>
  )
})
