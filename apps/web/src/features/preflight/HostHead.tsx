'use client'

import { explain, SITE_WIDE } from '@astrago/contracts'
import { RotateCw } from 'lucide-react'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Chip } from '../../parts/Status.tsx'
import { preflight as texts } from '../../texts/preflight.ts'
import type { HostProgress } from './live.ts'
import { NotStarted } from './NotStarted.tsx'
import { useStart } from './use-start.ts'

type HostHeadProps = {
  host: string
  progress: HostProgress | undefined
  running: boolean
  gone: boolean
  /** Whether this host may be checked again by itself now. */
  mayStart: boolean
  tabIndex?: number
}

const WORDS = { waiting: texts.waiting, connecting: texts.connecting, probing: texts.probing } as const

/** The host at the head of its row: where its check stands while it runs, and the button to check it alone. */
export function HostHead({ host, progress, running, gone, mayStart, tabIndex }: HostHeadProps) {
  const say = useSay()
  const locale = useLocale()
  const { start, isPending, error } = useStart()
  if (host === SITE_WIDE) return <span className="font-semibold">{say(texts.siteWide)}</span>
  const state = progress?.state ?? 'waiting'
  const problem = progress?.problem && explain(progress.problem, locale).what
  return (
    <>
      <div className="flex min-w-0 items-center gap-x-1.5 whitespace-nowrap">
        <span className="truncate font-semibold" title={host}>
          {host}
        </span>
        {running && state !== 'judged' && state !== 'failed' && (
          <Chip tone={state === 'waiting' ? 'plain' : 'running'}>{say(WORDS[state])}</Chip>
        )}
        {gone && (
          <span title={say(texts.goneHint)}>
            <Chip tone="plain">{say(texts.gone)}</Chip>
          </span>
        )}
        {mayStart && (
          <button
            type="button"
            tabIndex={tabIndex}
            disabled={isPending}
            onClick={() => start({ hosts: [host] })}
            aria-label={`${say(texts.againHost)}: ${host}`}
            title={say(texts.againHost)}
            className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-unknown-soft hover:text-ink"
          >
            <RotateCw size={14} aria-hidden />
          </button>
        )}
      </div>
      <NotStarted error={error} />
      {problem && (
        <p className="truncate text-xs leading-4 text-fail" title={problem}>
          {problem}
        </p>
      )}
    </>
  )
}
