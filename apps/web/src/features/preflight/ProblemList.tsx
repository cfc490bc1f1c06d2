'use client'

import { type CheckInfo, type Localized, SITE_WIDE } from '@astrago/contracts'
import { memo, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { Chip } from '../../parts/Status.tsx'
import { preflight as texts, VERDICT_WORDS } from '../../texts/preflight.ts'
import { type Checks, groupProblems, type Judged, type ProblemGroup } from './board.ts'
import { columnOf } from './columns.ts'
import type { Selection } from './Matrix.tsx'
import { STANDING_TONES } from './standing.ts'

const HOSTS_SHOWN = 6

type ProblemListProps = { judged: readonly Judged[]; checks: Checks; onSelect: (selection: Selection) => void }

/** What is to be resolved, by problem: each host of it opens its verdict. */
export const ProblemList = memo(function ProblemList({ judged, checks, onSelect }: ProblemListProps) {
  const say = useSay()
  const groups = groupProblems(judged)
  if (groups.length === 0) return null
  return (
    <Card title={say(texts.problems)} note={say(texts.problemsNote)} flush>
      <ul className="divide-y border-t">
        {groups.map((group) => {
          const { check, standing, hosts } = group
          const info = checks.get(check)
          return (
            <li key={`${standing} ${check}`} className="grid gap-x-4 gap-y-1 px-5 py-2 sm:grid-cols-[96px_1fr_1fr]">
              <div>
                <Chip tone={STANDING_TONES[standing]}>{say(VERDICT_WORDS[standing])}</Chip>
              </div>
              <p className="min-w-0 font-semibold">
                {say(titleOf(group, info), { n: group.checks, ...group.verdict.params })}
              </p>
              <Hosts hosts={hosts} onChoose={(host) => onSelect({ host, column: columnOf(info), check })} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
})

/** The check's title; of several checks why they could not be made. */
function titleOf({ check, verdict, checks }: ProblemGroup, info: CheckInfo | undefined): Localized {
  const reason = info?.outcomes[verdict.outcome]?.message
  if (checks === 1 || !reason) return info?.title ?? { ko: check, en: check }
  return { ko: `${reason.ko} ${texts.sameReason.ko}`, en: `${reason.en} ${texts.sameReason.en}` }
}

/** Some of the hosts, and all of them when that is asked for; each opens its verdict. */
function Hosts({ hosts, onChoose }: { hosts: readonly string[]; onChoose: (host: string) => void }) {
  const say = useSay()
  const [all, setAll] = useState(false)
  const shown = all ? hosts : hosts.slice(0, HOSTS_SHOWN)
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-1 text-sm">
      {shown.map((host) => (
        <button
          key={host}
          type="button"
          onClick={() => onChoose(host)}
          className="min-h-6 rounded-sm px-1 text-accent underline hover:bg-accent-soft"
        >
          {host === SITE_WIDE ? say(texts.siteWide) : host}
        </button>
      ))}
      {shown.length < hosts.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="min-h-6 rounded-sm px-1 text-ink-2 underline decoration-edge hover:bg-unknown-soft"
        >
          {say(texts.moreHosts, { n: hosts.length - shown.length })}
        </button>
      )}
    </p>
  )
}
