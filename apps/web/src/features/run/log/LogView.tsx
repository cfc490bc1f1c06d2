'use client'

import { type Localized, type PlannedAction, type Problem, ROUTES, urlOf } from '@astrago/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { useConnection } from '../../../lib/use-socket.ts'
import { Button } from '../../../parts/Button.tsx'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { common } from '../../../texts/common.ts'
import { log as texts } from '../../../texts/run.ts'
import { type Filter, isFiltering, LogFilterBar } from './LogFilterBar.tsx'
import { LogLines } from './LogLines.tsx'
import type { LogStore } from './log-store.ts'
import { useSearch } from './use-search.ts'

type Props = {
  site: string
  run: string
  store: LogStore
  version: number
  hosts: readonly string[]
  actions: readonly PlannedAction[]
  /** The run may still write lines. */
  growing: boolean
}

/** The log of a run: all of it live, or what the server finds. */
export function LogView({ site, run, store, version, hosts, actions, growing }: Props) {
  const say = useSay()
  const [filter, setFilter] = useState<Filter>({})
  const [follow, setFollow] = useState(true)
  const [target, setTarget] = useState<number | null>(null)
  const view = useRef<[number, number]>([0, 0])
  const filtering = isFiltering(filter)
  const found = useSearch({ site, run, filter, enabled: filtering, growing })
  const lines = filtering ? found.lines : null
  const count = lines ? lines.length : store.rows
  const empty = emptyWords(found, filtering)

  useLinkedLine(store, version, (row) => {
    setFollow(false)
    setTarget(row)
  })

  const rowAt = (index: number) => lines?.[index] ?? store.row(Math.min(index, store.rows - 1))
  const remember = useCallback((first: number, last: number) => {
    view.current = [first, last]
  }, [])

  function copyInView() {
    const [first, last] = view.current
    const text = Array.from({ length: last - first + 1 }, (_, i) => rowAt(first + i))
    void navigator.clipboard.writeText(text.map((row) => `${row.n} ${row.host} ${row.text}`).join('\n'))
  }

  function linkTo(n: number) {
    const url = new URL(window.location.href)
    url.hash = `L${n}`
    window.history.replaceState(null, '', url)
    void navigator.clipboard.writeText(url.href)
    if (!filtering) setTarget(store.rowOf(n))
  }

  return (
    <section className="min-w-0 overflow-hidden rounded-lg bg-log text-log-ink">
      <LogFilterBar
        filter={filter}
        hosts={hosts}
        actions={actions}
        follow={follow && !filtering}
        onFilter={setFilter}
        onFollow={() => setFollow(!follow)}
        onCopy={copyInView}
        download={urlOf(ROUTES.downloadLog, { params: { site, run }, querystring: filter })}
      />
      {found.problem && <SearchProblem problem={found.problem} onTryAgain={found.tryAgain} />}
      {count === 0 ? (
        <p role="status" className="grid h-[min(60dvh,640px)] place-items-center text-sm text-log-dim">
          {empty && say(empty)}
        </p>
      ) : (
        <LogLines
          count={count}
          rowAt={rowAt}
          follow={follow && !filtering}
          onFollow={(wanted) => !filtering && setFollow(wanted)}
          target={filtering ? null : target}
          onLink={linkTo}
          onView={remember}
        />
      )}
      <Footer
        words={say(filtering ? foundWords(found) : texts.lines, { n: count })}
        lost={store.lost}
        onMore={found.more ? found.findMore : null}
      />
    </section>
  )
}

function SearchProblem({ problem, onTryAgain }: { problem: Problem; onTryAgain: () => void }) {
  const say = useSay()
  return (
    <div className="p-3">
      <ProblemNote
        problem={problem}
        actions={
          <Button small onClick={onTryAgain}>
            {say(common.tryAgain)}
          </Button>
        }
      />
    </div>
  )
}

/** What an empty log says. */
function emptyWords(found: { searching: boolean; problem: Problem | null }, filtering: boolean): Localized | null {
  if (found.problem) return null
  if (found.searching) return texts.searching
  return filtering ? texts.nothing : texts.empty
}

function foundWords({ searching, more }: { searching: boolean; more: boolean }) {
  if (searching) return texts.searching
  return more ? texts.foundMore : texts.found
}

type FooterProps = { words: string; lost: number; onMore: (() => void) | null }

function Footer({ words, lost, onMore }: FooterProps) {
  const say = useSay()
  const { delayMs } = useConnection()
  return (
    <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-log-line px-3 py-2 text-xs text-log-dim">
      <span>{words}</span>
      {onMore && (
        <button type="button" onClick={onMore} className="font-semibold text-log-host hover:underline">
          {say(texts.more)}
        </button>
      )}
      <span>{say(texts.lost, { n: lost })}</span>
      {delayMs !== null && <span>{say(texts.delay, { ms: delayMs })}</span>}
      <span className="ml-auto max-sm:hidden">{say(texts.hint)}</span>
    </footer>
  )
}

/** Brings the line that the address names into view, once it has come. */
function useLinkedLine(store: LogStore, version: number, show: (row: number) => void): void {
  const shown = useRef(false)
  const latest = useRef(show)
  useEffect(() => {
    latest.current = show
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version may bring the line that is waited for
  useEffect(() => {
    const n = Number(/^#L(\d+)$/.exec(window.location.hash)?.[1])
    if (shown.current || !n || store.rows === 0) return
    const row = store.rowOf(n)
    if (store.row(row).n < n) return
    shown.current = true
    latest.current(row)
  }, [store, version])
}
