import type { JourneyState, JourneyStep, Localized, Params } from '@astrago/contracts'
import type { Tone } from '../../parts/Status.tsx'
import { journey } from '../../texts/journey.ts'
import { CLOSED, STEP_STATES } from '../../texts/shell.ts'

const PATHS: Record<JourneyStep, string> = {
  site: '/site',
  form: '/site/form',
  hosts: '/site/hosts',
  preflight: '/site/preflight',
  plan: '/site/plan',
  install: '/site/run',
  report: '/site/report',
}

/** The page of a journey step; `more` goes behind the site's id in the query. */
export function stepHref(step: JourneyStep, site: string, more: Record<string, string> = {}): string {
  return `${PATHS[step]}?${new URLSearchParams({ id: site, ...more })}`
}

/** Which step a path belongs to, null when it is none of the journey. */
export function stepOfPath(path: string): JourneyStep | null {
  const entry = Object.entries(PATHS).find(([, own]) => own === path)
  return entry ? (entry[0] as JourneyStep) : null
}

/** How many servers the questionnaire names. */
export const countNodes = (journey: readonly JourneyState[]): number =>
  journey.find(({ step }) => step === 'site')?.counts.nodes ?? 0

export const STEP_TONES: Record<JourneyState['state'], Tone> = {
  done: 'pass',
  attention: 'warn',
  open: 'plain',
  closed: 'plain',
  running: 'running',
}

type Rule = { when: (counts: Readonly<Record<string, number>>) => boolean; text: Localized }

const has = (name: string) => (counts: Readonly<Record<string, number>>) => (counts[name] ?? 0) > 0

/** The first rule that fits gives the fact. */
const FACTS: Record<JourneyStep, readonly Rule[]> = {
  site: [{ when: has('nodes'), text: journey.nodes }],
  form: [
    { when: has('problems'), text: journey.formProblems },
    { when: has('total'), text: journey.formFilled },
  ],
  hosts: [
    { when: has('keys'), text: journey.hostKeys },
    { when: has('hosts'), text: journey.hostsReached },
  ],
  preflight: [
    { when: has('blocking'), text: journey.preflightBlocks },
    { when: (counts) => has('warn')(counts) && has('waived')(counts), text: journey.preflightWarnsAndWaivers },
    { when: has('warn'), text: journey.preflightWarns },
    { when: has('waived'), text: journey.preflightWaivers },
    { when: has('pass'), text: journey.preflightPasses },
  ],
  plan: [
    { when: has('obstacles'), text: journey.planObstacles },
    { when: has('plans'), text: journey.plans },
  ],
  install: [],
  report: [],
}

/** Of a step under way: how far it is, where that is known. */
const RUNNING: readonly Rule[] = [{ when: (counts) => counts.percent !== undefined, text: journey.runningPercent }]

/** The one fact that the rail shows of a step: why it is closed, what its numbers say, else its state; null before it began. */
export function factOf({ step, state, counts }: JourneyState): { text: Localized; params: Params } | null {
  if (state === 'closed') return { text: CLOSED[step], params: {} }
  const rule =
    state === 'running' ? RUNNING.find(({ when }) => when(counts)) : FACTS[step].find(({ when }) => when(counts))
  if (rule)
    return { text: rule.text, params: { blocking: 0, waived: 0, warn: 0, pass: 0, filled: 0, reached: 0, ...counts } }
  return state === 'open' ? null : { text: STEP_STATES[state], params: {} }
}

/** A whole preflight in which nothing blocks: its warnings are worth a look and hold nobody up. */
const isPassed = ({ step, counts }: JourneyState): boolean =>
  step === 'preflight' && counts.whole === 1 && counts.blocking === 0

/**
 * The step to go on with: what runs, or an installation that stands still, whatever else a site lacks; else the first that
 * wants attention or is open. A preflight after the installation finds the cluster itself, which is nothing to go back to.
 */
export function nextStep(states: readonly JourneyState[]): JourneyState | null {
  const running = states.find(({ state }) => state === 'running')
  const broken = states.find(({ step, state }) => step === 'install' && state === 'attention')
  const isInstalled = states.some(({ step, state }) => step === 'install' && state === 'done')
  const isBehind = (entry: JourneyState) => isPassed(entry) || (isInstalled && entry.step === 'preflight')
  const waits = (entry: JourneyState) => entry.state === 'open' || (entry.state === 'attention' && !isBehind(entry))
  return running ?? broken ?? states.find(waits) ?? null
}
