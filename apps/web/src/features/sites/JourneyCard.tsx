'use client'

import type { JourneyState, Site } from '@astrago/contracts'
import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useSay } from '../../lib/locale.ts'
import { Card } from '../../parts/Card.tsx'
import { Chip } from '../../parts/Status.tsx'
import { STEP_STATES, STEPS, shell } from '../../texts/shell.ts'
import { factOf, STEP_TONES, stepHref } from '../journey/steps.ts'

/** Every step of the journey with its state and its one fact. */
export function JourneyCard({ site, journey }: { site: Site; journey: readonly JourneyState[] }) {
  const say = useSay()
  const steps = journey.filter(({ step }) => step !== 'site')
  return (
    <Card title={say(shell.journey)} flush>
      <ol className="divide-y border-t">
        {steps.map((state) => {
          const fact = factOf(state)
          return (
            <li key={state.step}>
              <Link
                href={stepHref(state.step, site.id)}
                className="flex items-center gap-4 px-5 py-3 hover:bg-unknown-soft focus-visible:-outline-offset-2"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{say(STEPS[state.step])}</span>
                  {fact && <span className="block text-sm text-ink-2">{say(fact.text, fact.params)}</span>}
                </span>
                <Chip tone={STEP_TONES[state.state]}>{say(STEP_STATES[state.state])}</Chip>
                <ChevronRight size={16} aria-hidden className="shrink-0 text-ink-3" />
              </Link>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
