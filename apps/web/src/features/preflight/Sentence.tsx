'use client'

import { type Preflight, type PreflightHead, type PreflightScope, partWords } from '@astrago/contracts'
import Link from 'next/link'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useNow } from '../../lib/use-now.ts'
import { useSiteId } from '../../shell/use-site.ts'
import { PREFLIGHT_STATES, preflight as texts } from '../../texts/preflight.ts'
import { stepHref } from '../journey/steps.ts'
import { type Blockers, countAll } from './board.ts'
import { countActive, countJudged, type Live } from './live.ts'

type SentenceProps = {
  preflight: Preflight
  /** How many there are so far. */
  verdicts: number
  live: Live
  running: boolean
  newest: boolean
  /** The last that was begun; it may have been broken off, and so not be the newest that speaks for the site. */
  last: PreflightHead | undefined
  /** Where it did not look at the whole site. */
  part: PreflightScope | null
  blockers: Blockers
  /** Shows what blocks, alone. */
  onBlockers: () => void
  waived: number
}

/** How the preflight stands, in one sentence with the number that matters. */
export function Sentence(props: SentenceProps) {
  const { state } = props.preflight
  if (props.running) return <UnderWay {...props} />
  return state === 'done' || state === 'running' ? <Ended {...props} /> : <BrokenOff {...props} />
}

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

function BrokenOff({ preflight: { state }, newest }: SentenceProps) {
  const say = useSay()
  return (
    <>
      {say(texts.notFinished, { state: say(PREFLIGHT_STATES[state]) })} {!newest && <ToNewest />}
    </>
  )
}

function ToNewest() {
  const say = useSay()
  return (
    <Link href={stepHref('preflight', useSiteId())} className="font-semibold text-accent underline">
      {say(texts.toNewest)}
    </Link>
  )
}

function Ended({ preflight, verdicts, newest, last, part, blockers, onBlockers, waived }: SentenceProps) {
  const say = useSay()
  const locale = useLocale()
  const { hosts, startedAt } = preflight
  const all = countAll(blockers)
  const brokenOff = newest && last?.id !== preflight.id ? last : null
  const clear = part ? texts.partClear : texts.doneClear
  return (
    <>
      {!newest && (
        <>
          {say(texts.earlier, { at: dateTime(startedAt, locale) })} <ToNewest />{' '}
        </>
      )}
      {brokenOff &&
        `${say(texts.laterBrokenOff, { at: dateTime(brokenOff.startedAt, locale), state: say(PREFLIGHT_STATES[brokenOff.state]) })} `}
      {part && `${say(partWords(part))} `}
      {say(all > 0 ? texts.doneBlocked : clear, { hosts: hosts.length, verdicts, blockers: all })}
      {all > 0 && (
        <>
          {blockers.unknown > 0 && ` ${say(texts.blockersAre, blockers)}`}{' '}
          <button type="button" onClick={onBlockers} className="font-semibold text-accent underline">
            {say(texts.toBlockers)}
          </button>
        </>
      )}
      {waived > 0 && ` ${say(texts.waivedToo, { waived })}`}
    </>
  )
}
