'use client'

import type { Localized, Plan } from '@astrago/contracts'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Note } from '../../parts/Note.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { stepHref } from '../journey/steps.ts'
import { PhaseItem } from './PhaseItem.tsx'

/** What stands in the way, what to know, and every phase. */
export function PlanView({ plan }: { plan: Plan }) {
  const say = useSay()
  const locale = useLocale()
  const { obstacles, warnings, site } = plan
  return (
    <>
      {obstacles.length > 0 && (
        <Note
          tone="fail"
          title={say(texts.obstacles, { n: obstacles.length })}
          actions={
            <>
              <LinkButton small href={stepHref('preflight', site)}>
                {say(texts.toPreflight)}
              </LinkButton>
              <LinkButton small href={stepHref('form', site)}>
                {say(texts.toForm)}
              </LinkButton>
            </>
          }
        >
          <Texts list={obstacles} />
          <p className="mt-1">{say(texts.obstaclesText)}</p>
        </Note>
      )}
      {warnings.length > 0 && (
        <Note tone="warn" title={say(texts.warnings, { n: warnings.length })}>
          <Texts list={warnings} />
        </Note>
      )}
      <Card
        title={say(texts.title)}
        note={
          <>
            {say(texts.madeAt, { at: dateTime(plan.createdAt, locale) })} · {say(texts.hash)}{' '}
            <code className="font-mono text-xs">{plan.hash.slice(0, 12)}</code>
          </>
        }
      >
        <ol className="divide-y">
          {plan.phases.map((phase, index) => (
            <PhaseItem key={phase.id} phase={phase} number={index + 1} />
          ))}
        </ol>
      </Card>
    </>
  )
}

function Texts({ list }: { list: readonly Localized[] }) {
  const say = useSay()
  return (
    <ul className="list-disc pl-5">
      {list.map((text) => (
        <li key={text.en}>{say(text)}</li>
      ))}
    </ul>
  )
}
