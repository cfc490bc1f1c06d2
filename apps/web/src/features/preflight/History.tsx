'use client'

import type { PreflightHead } from '@astrago/contracts'
import { memo } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { PREFLIGHT_STATES, preflight as texts } from '../../texts/preflight.ts'
import { stepHref } from '../journey/steps.ts'

const STATE_TONES: Record<PreflightHead['state'], Tone> = {
  running: 'running',
  done: 'plain',
  failed: 'fail',
  cancelled: 'warn',
  interrupted: 'warn',
}

/** They left no verdict to count or to compare with. */
const BROKEN_OFF: ReadonlySet<PreflightHead['state']> = new Set(['failed', 'cancelled', 'interrupted'])

/** Every preflight of the site: to look at again, or to compare with the one shown. */
export const History = memo(function History({ list, shown }: { list: readonly PreflightHead[]; shown: string }) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  if (list.length < 2) return null
  return (
    <Card title={say(texts.history)} flush>
      <ul className="divide-y border-t">
        {list.map(({ id, state, startedAt, counts }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-2">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-semibold">{dateTime(startedAt, locale)}</p>
              <p className="text-sm text-ink-2">
                {say(BROKEN_OFF.has(state) ? texts.historyNothing : texts.historyCounts, counts)}
                {counts.waived > 0 && ` · ${say(texts.historyWaived, counts)}`}
              </p>
            </div>
            {state !== 'done' && <Chip tone={STATE_TONES[state]}>{say(PREFLIGHT_STATES[state])}</Chip>}
            {id === shown ? (
              <Chip tone="plain">{say(texts.shown)}</Chip>
            ) : (
              <div className="flex gap-2">
                <LinkButton small look="quiet" href={stepHref('preflight', site, { run: id })}>
                  {say(texts.show)}
                </LinkButton>
                {!BROKEN_OFF.has(state) && (
                  <LinkButton small look="quiet" href={stepHref('preflight', site, { run: shown, with: id })}>
                    {say(texts.compare)}
                  </LinkButton>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
})
