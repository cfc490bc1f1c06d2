'use client'

import type { LogFilter, PlannedAction } from '@astrago/contracts'
import clsx from 'clsx'
import { useSay } from '../../../lib/locale.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { log as texts } from '../../../texts/run.ts'

export type Filter = LogFilter

export const isFiltering = (filter: Filter): boolean => Object.values(filter).some((value) => value !== undefined)

type Props = {
  filter: Filter
  hosts: readonly string[]
  actions: readonly PlannedAction[]
  /** Null where there is nothing to follow. */
  follow: boolean | null
  onFilter: (filter: Filter) => void
  onFollow: () => void
  onCopy: () => void
  download: string
}

const CONTROL = 'min-h-8 rounded-md border bg-log-2 px-2.5 text-xs hover:border-log-dim'
const QUIET = 'border-log-line text-log-ink'
const CHOICE = clsx(CONTROL, QUIET, 'max-w-44')

/** Search, filters and what one does with a log, on its dark ground. */
export function LogFilterBar({ filter, hosts, actions, follow, onFilter, onFollow, onCopy, download }: Props) {
  const say = useSay()
  const set = (key: keyof Filter) => (value: string) =>
    onFilter(Object.fromEntries(Object.entries({ ...filter, [key]: value || undefined }).filter(([, v]) => v)))
  return (
    <header className="flex flex-wrap items-center gap-2 border-b border-log-line px-3 py-2">
      <input
        type="search"
        aria-label={say(texts.search)}
        placeholder={say(texts.search)}
        maxLength={200}
        value={filter.search ?? ''}
        onChange={(event) => set('search')(event.target.value)}
        className={clsx(CONTROL, QUIET, 'min-w-40 flex-1 placeholder:text-log-dim')}
      />
      <Choice
        label={say(texts.host)}
        value={filter.host}
        onChoose={set('host')}
        className={CHOICE}
        all={say(texts.allHosts)}
      >
        {hosts.map((host) => (
          <option key={host}>{host}</option>
        ))}
      </Choice>
      <Choice
        label={say(texts.step)}
        value={filter.step}
        onChoose={set('step')}
        className={CHOICE}
        all={say(texts.allSteps)}
      >
        {actions
          .filter(({ host }) => filter.host === undefined || host === filter.host)
          .map(({ id, host, describe }) => (
            <option key={id} value={id}>
              {`${host} · ${say(describe)}`}
            </option>
          ))}
      </Choice>
      <Choice
        label={say(texts.level)}
        value={filter.level}
        onChoose={set('level')}
        className={CHOICE}
        all={say(texts.allLevels)}
      >
        <option value="warn">{say(texts.warn)}</option>
        <option value="error">{say(texts.error)}</option>
      </Choice>
      <span className="ml-auto flex flex-wrap gap-2">
        {follow !== null && (
          <button
            type="button"
            aria-pressed={follow}
            onClick={onFollow}
            className={clsx(CONTROL, follow ? 'border-log-host text-log-host' : QUIET)}
          >
            {say(texts.follow)}
          </button>
        )}
        <button type="button" onClick={onCopy} className={clsx(CONTROL, QUIET)}>
          {say(texts.copyLines)}
        </button>
        <a href={download} download className={clsx(CONTROL, QUIET, 'inline-flex items-center')}>
          {say(texts.download)}
        </a>
      </span>
    </header>
  )
}
