'use client'

import type { Run } from '@astrago/contracts'
import clsx from 'clsx'
import Link from 'next/link'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { RUN_STATES, RUN_TITLES, run as texts } from '../../texts/run.ts'
import { stepHref } from '../journey/steps.ts'

const TONES: Record<Run['state'], Tone> = {
  running: 'running',
  done: 'pass',
  failed: 'fail',
  cancelled: 'plain',
  interrupted: 'warn',
}

export type RunHead = Omit<Run, 'steps'>

/** The runs of a site, newest first. */
export function RunsCard({ runs, current }: { runs: readonly RunHead[]; current: string }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <Card title={say(texts.runs)}>
      <ul className="-mx-2 grid gap-0.5">
        {runs.map((run) => (
          <li key={run.id}>
            <Link
              href={stepHref('install', run.site, { run: run.id })}
              aria-current={run.id === current ? 'page' : undefined}
              className={clsx(
                'flex min-h-10 items-center justify-between gap-3 rounded-md px-2 py-1.5',
                run.id === current ? 'bg-accent-soft' : 'hover:bg-unknown-soft',
              )}
            >
              <span className="min-w-0">
                <span className="block font-semibold">{say(RUN_TITLES[run.kind])}</span>
                <span className="block truncate text-sm text-ink-2">
                  {say(texts.by, { who: run.startedBy, at: dateTime(run.startedAt, locale) })}
                </span>
              </span>
              <Chip tone={TONES[run.state]}>{say(RUN_STATES[run.state])}</Chip>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
