'use client'

import type { Preflight } from '@astrago/contracts'
import Link from 'next/link'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useNow } from '../../lib/use-now.ts'
import { useSiteId } from '../../shell/use-site.ts'
import { PREFLIGHT_STATES, preflight as texts } from '../../texts/preflight.ts'
import { stepHref } from '../journey/steps.ts'
import type { Blockers } from './board.ts'
import { countActive, countJudged, type Live } from './live.ts'

type SentenceProps = {
  preflight: Preflight
  /** How many there are so far. */
  verdicts: number
  live: Live
  running: boolean
  newest: boolean
  blockers: Blockers
  waived: number
}

/** How the preflight stands, in one sentence with the number that matters. */
export function Sentence({ preflight, verdicts, live, running, newest, blockers, waived }: SentenceProps) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  const now = useNow(1000, running)
  const { state, hosts, startedAt } = preflight
  const all = blockers.failed + blockers.unknown
  const numbers = { hosts: hosts.length, verdicts, blockers: all, ...blockers }
  if (running) {
    const judged = countJudged(live, hosts)
    const seconds = Math.max(0, Math.round((now - Date.parse(startedAt)) / 1000))
    const active = countActive(live)
    const told = say(texts.running, { ...numbers, judged, seconds })
    return active.all > 0 ? `${told} ${say(texts.activeRunning, active)}` : told
  }
  return (
    <>
      {!newest && (
        <>
          {say(texts.earlier, { at: dateTime(startedAt, locale) })}{' '}
          <Link href={stepHref('preflight', site)} className="font-semibold text-accent underline">
            {say(texts.toNewest)}
          </Link>{' '}
        </>
      )}
      {state !== 'done' && state !== 'running' && `${say(texts.notFinished, { state: say(PREFLIGHT_STATES[state]) })} `}
      {say(all > 0 ? texts.doneBlocked : texts.doneClear, numbers)}
      {all > 0 && (
        <>
          {blockers.unknown > 0 && ` ${say(texts.blockersAre, blockers)}`}{' '}
          <Link
            href={stepHref('preflight', site, { ...(!newest && { run: preflight.id }), severity: 'blocking' })}
            className="font-semibold text-accent underline"
          >
            {say(texts.toBlockers)}
          </Link>
        </>
      )}
      {waived > 0 && ` ${say(texts.waivedToo, { waived })}`}
    </>
  )
}
