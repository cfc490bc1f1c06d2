'use client'

import type { Plan } from '@astrago/contracts'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { PhaseItem } from './PhaseItem.tsx'
import { PlanNotes } from './PlanNotes.tsx'

/** What stands in the way, what to know, and every phase. */
export function PlanView({ plan }: { plan: Plan }) {
  const say = useSay()
  const locale = useLocale()
  const { obstacles, warnings, site } = plan
  return (
    <>
      <PlanNotes site={site} tone="fail" title={say(texts.obstacles, { n: obstacles.length })} list={obstacles}>
        <p className="mt-2">{say(texts.obstaclesText)}</p>
      </PlanNotes>
      <PlanNotes site={site} tone="warn" title={say(texts.warnings, { n: warnings.length })} list={warnings} />
      <Card
        flush
        title={say(texts.phases)}
        note={
          <>
            {say(texts.madeAt, { at: dateTime(plan.createdAt, locale) })} · {say(texts.hash)}{' '}
            <code className="font-mono text-xs">{plan.hash.slice(0, 12)}</code>
          </>
        }
      >
        <ol className="divide-y border-t">
          {plan.phases.map((phase, index) => (
            <PhaseItem key={phase.id} phase={phase} number={index + 1} />
          ))}
        </ol>
      </Card>
    </>
  )
}
