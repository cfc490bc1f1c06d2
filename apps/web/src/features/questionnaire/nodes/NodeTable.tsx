'use client'

import { NODES, parseNodeTable } from '@astrago/exchange-form'
import { type ClipboardEvent, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { Button } from '../../../parts/Button.tsx'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { FieldNotes } from '../FieldNotes.tsx'
import { focusPlace } from '../focus.ts'
import { useForm, usePart, useProblems, useValue } from '../form-context.ts'
import type { Place } from '../places.ts'
import { NO_PROBLEMS } from '../problem-index.ts'
import { ColumnHelp } from './ColumnHelp.tsx'
import { ColumnTitles } from './ColumnTitles.tsx'
import { NodeRow } from './NodeRow.tsx'
import { PasteDialog } from './PasteDialog.tsx'
import { changeRow, type Row, removeRow, rowsOf } from './rows.ts'

const AT_ONCE = 15

/** The servers, a row each; a card each where there is no room for a table. */
export function NodeTable({ place }: { place: Place | null }) {
  const say = useSay()
  const { store, readOnly } = useForm()
  const rows = rowsOf(useValue(NODES))
  const problems = useProblems(NODES)
  const rowProblems = usePart(({ at }) => at.rows)
  const passed = usePart((form) => form.passed.sections.has('resources'))
  /** The text that the dialog begins with while it is open. */
  const [pasting, setPasting] = useState<string>()
  /** A row that was just added is not called unfinished while somebody is at it. */
  const [fresh, setFresh] = useState(-1)

  // A few rows at once, the others in between: the page answers while hundreds are drawn.
  const drawn = useDeferredValue(rows.length, AT_ONCE)

  const save = useCallback(
    (next: readonly Row[], hold = false) => store.edit(NODES, next.length > 0 ? next : null, hold),
    [store],
  )
  const now = useCallback(() => rowsOf(store.current().draft[NODES]), [store])
  const actions = useMemo(
    () => ({
      change: (index: number, change: Row, hold = false) => save(changeRow(now(), index, change), hold),
      remove: (index: number) => save(removeRow(now(), index)),
      leave: () => {
        store.flush()
        setFresh(-1)
      },
    }),
    [save, now, store],
  )
  const add = () => {
    setFresh(rows.length)
    save([...rows, { roles: ['worker'] }])
    focusPlace({ field: NODES, row: rows.length, column: 'name' })
  }
  /** Cells of a spreadsheet that are pasted into one cell here are meant for the table. */
  const takePaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    const isTable = event.target instanceof HTMLInputElement && /[\t\n]/.test(text.trim())
    if (!isTable || parseNodeTable(text).rows.length === 0) return
    event.preventDefault()
    setPasting(text)
  }
  return (
    <div data-field={NODES} className="@container grid gap-3" onPaste={readOnly ? undefined : takePaste}>
      {problems.length > 0 && (
        <div className="grid gap-1">
          <FieldNotes problems={problems} passed={passed} />
        </div>
      )}
      <ColumnHelp />
      {rows.length > 0 && (
        <div>
          <ColumnTitles />
          <ul>
            {rows.slice(0, Math.max(drawn, AT_ONCE)).map((row, index) => (
              <NodeRow
                // Rows have no identity but their place: names are typed, and may be double meanwhile.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={index}
                row={row}
                index={index}
                problems={rowProblems.get(index) ?? NO_PROBLEMS}
                passed={index !== fresh}
                readOnly={readOnly}
                sought={place?.row === index ? place : null}
                actions={actions}
              />
            ))}
          </ul>
        </div>
      )}
      {!readOnly && (
        <div className="flex flex-wrap gap-2">
          <Button small onClick={add}>
            {say(texts.addNode)}
          </Button>
          <Button small onClick={() => setPasting('')}>
            {say(texts.paste)}
          </Button>
        </div>
      )}
      {pasting !== undefined && (
        <PasteDialog
          rows={rows}
          first={pasting}
          onClose={() => setPasting(undefined)}
          onRows={(pasted, append) => {
            save(append ? [...rows, ...pasted] : pasted)
            setPasting(undefined)
          }}
        />
      )}
    </div>
  )
}
