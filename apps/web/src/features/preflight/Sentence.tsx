'use client'

import { type Preflight, type PreflightScope, partWords } from '@astrago/contracts'
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
  /** Where it did not look at the whole site. */
  part: PreflightScope | null
  blockers: Blockers
  waived: number
}

/** How the preflight stands, in one sentence with the number that matters. */
export function Sentence(props: SentenceProps) {
  return props.running ? <UnderWay {...props} /> : <Ended {...props} />
}

const countAll = ({ failed, unknown }: Blockers): number => failed + unknown

function UnderWay({ preflight: { hosts, startedAt }, verdicts, live, blockers }: SentenceProps) {
  const say = useSay()
  const now = useNow(1000, true)
  const judged = countJudged(live, hosts)
  const seconds = Math.max(0, Math.round((now - Date.parse(startedAt)) / 1000))
  const active = countActive(live)
  const numbers = { hosts: hosts.length, verdicts, blockers: countAll(blockers), judged, seconds }
  const told = say(texts.running, numbers)
  return active.all > 0 ? `${told} ${say(texts.activeRunning, active)}` : told
}

function Ended({ preflight, verdicts, newest, part, blockers, waived }: SentenceProps) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  const { state, hosts, startedAt } = preflight
  const all = countAll(blockers)
  const clear = part ? texts.partClear : texts.doneClear
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
      {part && `${say(partWords(part))} `}
      {say(all > 0 ? texts.doneBlocked : clear, { hosts: hosts.length, verdicts, blockers: all })}
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
