'use client'

import { type JourneyState, JourneyStep } from '@astrago/contracts'
import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { factOf, STEP_TONES, stepHref, stepOfPath } from '../features/journey/steps.ts'
import { useSay } from '../lib/locale.ts'
import { Sign, type Tone } from '../parts/Status.tsx'
import { STEP_STATES, STEPS, shell } from '../texts/shell.ts'
import { useMayChange } from './identity.tsx'
import { useSite, useSiteId } from './use-site.ts'

const RAIL =
  'border-line bg-card max-md:border-b max-md:px-3 max-md:py-2 md:min-h-[calc(100dvh-56px)] md:w-[236px] md:shrink-0 md:border-r md:px-3 md:py-5'
/** Stays in view while a long page is scrolled. */
const HELD = 'md:sticky md:top-5'
const HEAD = 'mb-2 px-2.5 text-xs font-semibold text-ink-3 max-md:sr-only'

/** The journey of the site on the left, or the parts of the console where no site is open. */
export function Rail() {
  const path = usePathname().replace(/(.)\/$/, '$1')
  return path.startsWith('/site') ? <JourneyRail current={stepOfPath(path)} /> : <ConsoleRail path={path} />
}

function JourneyRail({ current }: { current: JourneyStep | null }) {
  const say = useSay()
  const id = useSiteId()
  const { data } = useSite()
  const journey =
    data?.journey ?? JourneyStep.options.map((step): JourneyState => ({ step, state: 'open', counts: {} }))
  return (
    <nav aria-label={say(shell.journey)} className={RAIL}>
      <div className={HELD}>
        <h2 className={HEAD}>{say(shell.journey)}</h2>
        <ol className="flex gap-1 max-md:justify-between md:grid">
          {journey.map((state, index) => (
            <Step
              key={state.step}
              number={index + 1}
              state={state}
              current={state.step === current}
              href={stepHref(state.step, id)}
            />
          ))}
        </ol>
      </div>
    </nav>
  )
}

type StepProps = { number: number; state: JourneyState; current: boolean; href: string }

/** On a narrow screen a step is its sign alone, and the current one keeps its name. */
function Step({ number, state, current, href }: StepProps) {
  const say = useSay()
  const fact = factOf(state)
  const name = say(STEPS[state.step])
  return (
    <li className={clsx('min-w-0', current && 'max-md:grow')}>
      <Link
        href={href}
        aria-current={current ? 'page' : undefined}
        className={clsx(
          'flex min-h-10 items-center gap-2.5 rounded-md px-2.5 py-2 max-md:min-h-9 max-md:px-1.5 max-md:py-1',
          current ? 'bg-accent-soft' : 'hover:bg-unknown-soft',
        )}
      >
        <StepSign number={number} tone={STEP_TONES[state.state]} current={current} />
        <span className={clsx('min-w-0', !current && 'max-md:sr-only')}>
          <span
            className={clsx(
              'block truncate font-semibold',
              current ? 'text-accent' : state.state === 'closed' && 'text-ink-2',
            )}
          >
            {name}
          </span>
          <span className="sr-only"> {say(STEP_STATES[state.state])}</span>
          {fact && <span className="block text-xs text-ink-2 max-md:hidden">{say(fact.text, fact.params)}</span>}
        </span>
      </Link>
    </li>
  )
}

const DISC: Partial<Record<Tone, string>> = {
  pass: 'bg-pass text-card border-pass',
  warn: 'bg-warn-soft text-warn border-warn/60',
  running: 'bg-accent-soft text-accent border-accent',
}

function StepSign({ number, tone, current }: { number: number; tone: Tone; current: boolean }) {
  const plain = current ? 'border-accent text-accent' : 'border-edge text-ink-2'
  return (
    <span
      aria-hidden
      className={clsx(
        'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold',
        DISC[tone] ?? plain,
      )}
    >
      {tone === 'plain' ? number : <Sign tone={tone} size={13} />}
    </span>
  )
}

function ConsoleRail({ path }: { path: string }) {
  const say = useSay()
  const mayChange = useMayChange()
  const places = [
    { href: '/', name: shell.sites },
    ...(mayChange
      ? [
          { href: '/users', name: shell.users },
          { href: '/audit', name: shell.audit },
        ]
      : []),
  ]
  return (
    <nav aria-label={say(shell.console)} className={RAIL}>
      <div className={HELD}>
        <h2 className={HEAD}>{say(shell.console)}</h2>
        <ul className="flex gap-1 md:grid">
          {places.map(({ href, name }) => {
            const current = href === path
            return (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={current ? 'page' : undefined}
                  className={clsx(
                    'flex min-h-9 items-center rounded-md px-2.5 font-semibold',
                    current ? 'bg-accent-soft text-accent' : 'hover:bg-unknown-soft',
                  )}
                >
                  {say(name)}
                </Link>
              </li>
            )
          })}
        </ul>
      </div>
    </nav>
  )
}
