'use client'

import { SITE_WIDE } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Drawer } from '../../parts/Drawer.tsx'
import { COLUMN_TITLES, preflight as texts } from '../../texts/preflight.ts'
import type { Cell, Checks, Judged } from './board.ts'
import type { Selection } from './Matrix.tsx'
import { VerdictItem } from './VerdictItem.tsx'

type CellDrawerProps = {
  cell: Cell
  selection: Selection
  /** Every verdict of the preflight, to say on which other hosts it is the same. */
  judged: readonly Judged[]
  checks: Checks
  mayAct: boolean
  /** It is checked again: this is what was found before. */
  isBefore: boolean
  onSelect: (selection: Selection) => void
  onClose: () => void
}

/** All verdicts of a cell, the worst first and open; what passed is folded, unless it was asked for. */
export function CellDrawer({ cell, selection, judged, checks, mayAct, isBefore, onSelect, onClose }: CellDrawerProps) {
  const say = useSay()
  // What was open stays so when a waiver or a new preflight changes the order.
  const [open] = useState(selection.check)
  const host = selection.host === SITE_WIDE ? say(texts.siteWide) : selection.host
  const others = cell.judged.filter(({ standing }) => standing !== 'pass')
  const passes = cell.judged.filter(({ standing }) => standing === 'pass')
  const asked = passes.some(({ verdict }) => verdict.check === selection.check)
  const items = (list: readonly Judged[]) => (
    <ul className="grid gap-2">
      {list.map((item) => (
        <VerdictItem
          key={item.verdict.check}
          item={item}
          check={checks.get(item.verdict.check)}
          alike={sameElsewhere(item, judged)}
          open={item.verdict.check === open}
          mayAct={mayAct}
          onStarted={() => onSelect({ ...selection, check: item.verdict.check })}
        />
      ))}
    </ul>
  )
  return (
    <Drawer title={`${host} · ${say(COLUMN_TITLES[cell.column])}`} onClose={onClose}>
      {isBefore && (
        <p role="status" className="mb-3 text-sm text-ink-2">
          {say(texts.isBefore)}
        </p>
      )}
      {items(others)}
      {passes.length > 0 && (
        <details open={others.length === 0 || asked} className="mt-3">
          <summary className="mb-2 text-sm font-semibold text-pass">{say(texts.passes, { n: passes.length })}</summary>
          {items(passes)}
        </details>
      )}
    </Drawer>
  )
}

/** The other hosts of which the same check says the same, where that is no pass. */
function sameElsewhere({ verdict, standing }: Judged, judged: readonly Judged[]): readonly Judged[] {
  if (standing === 'pass') return []
  return judged.filter(
    ({ verdict: other }) =>
      other.check === verdict.check && other.outcome === verdict.outcome && other.host !== verdict.host,
  )
}
