'use client'

import {
  type Localized,
  type MarkWords,
  markWords,
  type Plan,
  type Problem,
  ROUTES,
  type RunKind,
  urlOf,
} from '@astrago/contracts'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocale, useSay } from '../../../lib/locale.ts'
import { useConnection } from '../../../lib/use-socket.ts'
import { Button } from '../../../parts/Button.tsx'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { common } from '../../../texts/common.ts'
import { log as texts } from '../../../texts/run.ts'
import { type Filter, isFiltering, LogFilterBar } from './LogFilterBar.tsx'
import { LogLines } from './LogLines.tsx'
import type { LogStore, Row } from './log-store.ts'
import { useBlocks } from './use-blocks.ts'
import { type Found, useSearch } from './use-search.ts'

type Props = {
  id: string
  site: string
  run: string
  kind: RunKind
  plan: Plan
  store: LogStore
  version: number
  /** Something was fetched into the store. */
  onLoaded: () => void
  /** The run may still write lines. */
  growing: boolean
  filter: Filter
  onFilter: (filter: Filter) => void
}

/** The log of a run: all of it by its numbers, or what the server finds. */
export function LogView({ id, site, run, kind, plan, store, version, onLoaded, growing, filter, onFilter }: Props) {
  const say = useSay()
  const locale = useLocale()
  const [follow, setFollow] = useState(true)
  const [target, setTarget] = useState<number | null>(null)
  const [view, setView] = useState({ first: 0, last: 0 })
  const filtering = isFiltering(filter)
  const found = useSearch({ site, run, filter, lang: locale, enabled: filtering, growing })
  const lines = filtering ? found.lines : null
  const count = lines ? lines.length : store.total
  const blocks = useBlocks({ site, run, store, view: numbersOf(view, filtering), version, onLoaded })
  const wordsOf = useMemo(() => markWords(kind, plan, locale), [kind, plan, locale])
  const actions = useMemo(() => plan.phases.flatMap((phase) => phase.actions), [plan])

  useLinkedLine(store.total, (row) => {
    setFollow(false)
    setTarget(row)
  })

  const rowAt = (index: number): Row | null => (lines ? (lines[index] ?? null) : store.row(index + 1))
  const remember = useCallback((first: number, last: number) => setView({ first, last }), [])

  function copyInView() {
    const rows = Array.from({ length: view.last - view.first + 1 }, (_, i) => rowAt(view.first + i))
    const text = rows.flatMap((row) => (row ? [lineText(row, wordsOf)] : [])).join('\n')
    void navigator.clipboard.writeText(text)
  }

  function linkTo(n: number) {
    const url = new URL(window.location.href)
    url.hash = `L${n}`
    window.history.replaceState(null, '', url)
    void navigator.clipboard.writeText(url.href)
    if (!filtering) setTarget(n - 1)
  }

  return (
    <section id={id} className="scroll-mt-4 overflow-hidden rounded-lg bg-log text-log-ink">
      <LogFilterBar
        filter={filter}
        hosts={[...new Set(actions.map(({ host }) => host))]}
        actions={actions}
        follow={growing && !filtering ? follow : null}
        onFilter={onFilter}
        onFollow={() => setFollow(!follow)}
        onCopy={copyInView}
        download={urlOf(ROUTES.downloadLog, { params: { site, run }, querystring: { ...filter, lang: locale } })}
      />
      <Broken {...(filtering ? found : blocks)} />
      {count === 0 ? (
        <p role="status" className="log-height grid place-items-center text-sm text-log-dim">
          {say(emptyWords(found, filtering))}
        </p>
      ) : (
        <LogLines
          count={count}
          rowAt={rowAt}
          wordsOf={wordsOf}
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
        onMore={found.more && !found.full ? found.findMore : null}
      />
    </section>
  )
}

/** The rows in view are numbers of the journal, except where they are what was found. */
const numbersOf = ({ first, last }: { first: number; last: number }, filtering: boolean) =>
  filtering ? { first: 1, last: 0 } : { first: first + 1, last: last + 1 }

function lineText(row: Row, wordsOf: MarkWords): string {
  const { host, text } = row.kind === 'line' ? row : wordsOf(row.event)
  return `${row.n} ${host} ${text}`
}

function Broken({ problem, tryAgain }: { problem: Problem | null; tryAgain: () => void }) {
  const say = useSay()
  if (!problem) return null
  return (
    <div className="p-3">
      <ProblemNote
        problem={problem}
        actions={
          <Button small onClick={tryAgain}>
            {say(common.tryAgain)}
          </Button>
        }
      />
    </div>
  )
}

/** What an empty log says; a problem is told above it. */
function emptyWords({ searching, problem }: Pick<Found, 'searching' | 'problem'>, filtering: boolean): Localized {
  if (searching) return texts.searching
  if (problem) return NO_WORDS
  return filtering ? texts.nothing : texts.empty
}

const NO_WORDS: Localized = { ko: ' ', en: ' ' }

function foundWords({ searching, more, full }: Pick<Found, 'searching' | 'more' | 'full'>) {
  if (searching) return texts.searching
  if (full) return texts.foundFull
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

/** Brings the line that the address names into view, once the journal has it. */
function useLinkedLine(total: number, show: (row: number) => void): void {
  const shown = useRef(false)
  const latest = useRef(show)
  useEffect(() => {
    latest.current = show
  })
  useEffect(() => {
    const n = Number(/^#L(\d+)$/.exec(window.location.hash)?.[1])
    if (shown.current || !n || n > total) return
    shown.current = true
    latest.current(n - 1)
  }, [total])
}
