'use client'

import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Choice } from '../../parts/Choice.tsx'
import { COLUMN_TITLES, preflight as texts, WEIGHTS } from '../../texts/preflight.ts'
import { COLUMN_IDS } from './columns.ts'
import { type Filter, isFiltering, NO_FILTER, Weight } from './filter.ts'

const CHOICE = 'h-9 max-w-52 rounded-md border border-edge bg-card px-2 max-sm:min-w-0 max-sm:flex-1'

/** How many hosts and verdicts are shown, and of how many. */
type Shown = { hosts: number; allHosts: number; verdicts: number; allVerdicts: number }

type FilterBarProps = {
  filter: Filter
  onFilter: (filter: Filter) => void
  shown: Shown
  /** While verdicts come in, their number is not read out each time. */
  running: boolean
}

/** Which part of the board is looked at, besides the tiles: hosts, area, severity; and how much of it that is. */
export function FilterBar({ filter, onFilter, shown, running }: FilterBarProps) {
  const say = useSay()
  const filtering = isFiltering(filter)
  return (
    <search aria-label={say(texts.filterBoard)} className="flex flex-wrap items-center gap-x-2 gap-y-2 text-sm">
      <input
        type="search"
        aria-label={say(texts.findHosts)}
        placeholder={say(texts.findHosts)}
        maxLength={200}
        value={filter.hosts}
        onChange={({ target }) => onFilter({ ...filter, hosts: target.value })}
        className="h-9 w-56 rounded-md border border-edge bg-card px-3 placeholder:text-ink-3 max-sm:w-full"
      />
      <Choice
        className={CHOICE}
        label={say(texts.area)}
        all={say(texts.allAreas)}
        value={filter.column}
        onChoose={(value) => onFilter({ ...filter, column: COLUMN_IDS.find((id) => id === value) ?? null })}
      >
        {COLUMN_IDS.map((id) => (
          <option key={id} value={id}>
            {say(COLUMN_TITLES[id])}
          </option>
        ))}
      </Choice>
      <Choice
        className={CHOICE}
        label={say(texts.severity)}
        all={say(texts.allSeverities)}
        value={filter.severity}
        onChoose={(value) => onFilter({ ...filter, severity: Weight.safeParse(value).data ?? null })}
      >
        {Weight.options.map((weight) => (
          <option key={weight} value={weight}>
            {say(WEIGHTS[weight])}
          </option>
        ))}
      </Choice>
      {filtering && (
        <Button small look="quiet" onClick={() => onFilter(NO_FILTER)}>
          {say(texts.clearFilter)}
        </Button>
      )}
      <p role="status" aria-live={running ? 'off' : 'polite'} className="text-ink-2 max-sm:basis-full sm:ml-auto">
        {say(filtering ? texts.someShown : texts.allShown, shown)}
      </p>
    </search>
  )
}
