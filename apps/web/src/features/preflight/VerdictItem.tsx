'use client'

import { type CheckInfo, fixFor, SITE_WIDE, type Verdict } from '@astrago/contracts'
import Link from 'next/link'
import { useEffect, useId, useRef } from 'react'
import { holdInView } from '../../lib/hold-in-view.ts'
import { useSay } from '../../lib/locale.ts'
import { Sign, toneClass } from '../../parts/Status.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { SEVERITIES, preflight as texts, VERDICT_WORDS } from '../../texts/preflight.ts'
import { FixButton } from '../fixes/FixButton.tsx'
import { stepHref } from '../journey/steps.ts'
import type { Judged } from './board.ts'
import { StartButton } from './StartButton.tsx'
import { STANDING_TONES } from './standing.ts'
import { WaiverPart } from './WaiverPart.tsx'

type VerdictItemProps = {
  item: Judged
  check: CheckInfo | undefined
  /** The same outcome of the check on other hosts. */
  alike: readonly Judged[]
  open: boolean
  mayAct: boolean
  /** The check is made again, or what it found is being fixed. */
  onStarted: () => void
}

/** One verdict: found, wanted, why, what to do, and its field of the questionnaire. */
export function VerdictItem({ item, check, alike, open, mayAct, onStarted }: VerdictItemProps) {
  const say = useSay()
  const id = useId()
  const box = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for is gone to once
  useEffect(() => {
    if (open && box.current) holdInView(box.current, 'nearest')
  }, [])
  const mayChange = useMayChange() && mayAct
  const { verdict, standing } = item
  const tone = STANDING_TONES[standing]
  return (
    <li ref={box} className="scroll-mt-16 scroll-mb-4">
      <details open={open} className="rounded-md border">
        <summary className="flex list-none items-start gap-2 px-3 py-2 [&::-webkit-details-marker]:hidden">
          <span className={`flex shrink-0 items-center gap-1 pt-px text-xs leading-5 font-semibold ${toneClass(tone)}`}>
            <Sign tone={tone} size={13} />
            {say(VERDICT_WORDS[standing])}
          </span>
          <span id={id} className="min-w-0 text-sm font-semibold">
            {check ? say(check.title) : verdict.check}
          </span>
        </summary>
        <div className="grid gap-2.5 border-t px-3 py-3 text-sm">
          {standing !== 'pass' && (
            <p className={`text-xs font-semibold ${toneClass(tone)}`}>
              {say(standing === 'waived' ? texts.waivedSeverity : SEVERITIES[verdict.severity])}
            </p>
          )}
          <Explanation verdict={verdict} check={check} />
          {alike.length > 0 && (
            <p className="text-ink-2">{`${say(texts.alsoOn)}: ${alike.map(({ verdict: { host } }) => (host === SITE_WIDE ? say(texts.siteWide) : host)).join(', ')}`}</p>
          )}
          {mayChange && (
            <FixButton
              verdict={verdict}
              alike={alike.map((other) => other.verdict)}
              isFixable={check?.fixes.includes(verdict.outcome) === true}
              onStarted={onStarted}
            />
          )}
          <WaiverPart
            item={item}
            title={check ? say(check.title) : verdict.check}
            alike={alike.filter(({ blocking }) => blocking).map((other) => other.verdict)}
            mayChange={mayChange}
          />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <code className="font-mono text-xs text-ink-3">{verdict.check}</code>
            {mayChange && verdict.host !== SITE_WIDE && (
              <StartButton
                small
                only={{ hosts: [verdict.host], checks: [verdict.check], active: check?.scope === 'active' }}
                onStarted={onStarted}
              >
                {say(texts.againCheck)}
              </StartButton>
            )}
          </div>
        </div>
      </details>
    </li>
  )
}

function Explanation({ verdict, check }: { verdict: Verdict; check: CheckInfo | undefined }) {
  const say = useSay()
  const site = useSiteId()
  const outcome = check?.outcomes[verdict.outcome]
  const params = { found: verdict.found, wanted: verdict.wanted, host: verdict.host, ...verdict.params }
  const isFinding = verdict.status === 'fail' || verdict.status === 'warn'
  const rows: readonly [string, string, boolean][] = [
    [say(texts.found), verdict.found, true],
    [say(texts.wanted), verdict.wanted === '-' ? '' : verdict.wanted, true],
    [say(texts.why), check ? say(check.explain) : '', false],
    [say(texts.fix), outcome?.fix ? say(fixFor(outcome.fix, verdict.family), params) : '', false],
    [say(texts.noFix), isFinding && check?.noFix ? say(check.noFix) : '', false],
    [say(texts.source), check?.source ?? '', false],
  ]
  return (
    <>
      <p className="text-base">{outcome ? say(outcome.message, params) : verdict.outcome}</p>
      <dl className="grid gap-x-3 gap-y-1.5 grid-cols-[minmax(64px,auto)_1fr]">
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value, exact]) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{name}</dt>
              <dd className={exact ? 'font-mono text-xs leading-5' : 'whitespace-pre-line'}>{value}</dd>
            </div>
          ))}
        {check?.field && (
          <div className="contents">
            <dt className="text-ink-2">{say(texts.field)}</dt>
            <dd>
              <Link
                href={stepHref('form', site, placeOfVerdict(verdict.host, check))}
                className="font-semibold text-accent underline"
              >
                {say(texts.openField)}
              </Link>
            </dd>
          </div>
        )}
      </dl>
    </>
  )
}

/** The field of the questionnaire that a check concerns; of a host its own cell. */
function placeOfVerdict(host: string, { field, column }: CheckInfo): Record<string, string> {
  const ofHost = host === SITE_WIDE ? {} : { host }
  return { field: field ?? '', ...ofHost, ...(column && { column }) }
}
