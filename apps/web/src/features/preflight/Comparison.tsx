'use client'

import { type Preflight, ROUTES, SITE_WIDE, type Verdict } from '@astrago/contracts'
import { useMemo, useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Chip } from '../../parts/Status.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { preflight as texts, VERDICT_WORDS } from '../../texts/preflight.ts'
import { stepHref } from '../journey/steps.ts'
import type { Checks } from './board.ts'
import { type Change, compareVerdicts } from './compare.ts'
import { STANDING_TONES } from './standing.ts'

const AT_ONCE = 50

type ComparisonProps = { before: string; after: Preflight; checks: Checks }

/** What an earlier preflight said differently. */
export function Comparison({ before, after, checks }: ComparisonProps) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  const asked = useAsk(ROUTES.readPreflight, { params: { site, run: before } })
  const [pages, setPages] = useState(1)
  const was = asked.data?.verdicts
  const differences = useMemo(() => (was ? compareVerdicts(was, after.verdicts) : []), [was, after.verdicts])
  if (!asked.data) return <Unanswered asked={asked} />
  const count = (change: Change) => differences.filter((difference) => difference.change === change).length
  const sentence =
    differences.length === 0
      ? say(texts.compareSame)
      : say(texts.compareSentence, {
          better: count('better'),
          worse: count('worse'),
          added: count('added'),
          gone: count('gone'),
        })
  return (
    <Card
      flush
      title={say(texts.compareTitle, {
        before: dateTime(asked.data.startedAt, locale),
        after: dateTime(after.startedAt, locale),
      })}
      note={sentence}
      actions={
        <LinkButton small href={stepHref('preflight', site, { run: after.id })}>
          {say(texts.endCompare)}
        </LinkButton>
      }
    >
      {differences.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ul tabIndex={0} className="max-h-96 divide-y overflow-y-auto border-t focus-visible:-outline-offset-2">
          {differences.slice(0, AT_ONCE * pages).map(({ check, host, before: was, after: is }) => {
            const info = checks.get(check)
            return (
              <li key={`${check} ${host}`} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-2">
                <span className="min-w-0 flex-1 basis-56">
                  <span className="font-semibold">{host === SITE_WIDE ? say(texts.siteWide) : host}</span>{' '}
                  {info ? say(info.title) : check}
                </span>
                <span className="flex items-center gap-2">
                  <Was label={say(texts.before)} verdict={was} />
                  <span aria-hidden>→</span>
                  <Was label={say(texts.after)} verdict={is} />
                </span>
              </li>
            )
          })}
          {differences.length > AT_ONCE * pages && (
            <li className="px-5 py-2">
              <Button small onClick={() => setPages(pages + 1)}>
                {say(texts.moreDifferences, { n: differences.length - AT_ONCE * pages })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}

function Was({ label, verdict }: { label: string; verdict: Verdict | null }) {
  const say = useSay()
  return (
    <>
      <span className="sr-only">{label}: </span>
      {verdict ? (
        <Chip tone={STANDING_TONES[verdict.status]}>{say(VERDICT_WORDS[verdict.status])}</Chip>
      ) : (
        <span>–</span>
      )}
    </>
  )
}
