import { randomUUID } from 'node:crypto'
import type { Localized, Plan, StepRow } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { execute, makePlan, makeRedactor, type Phase, type RunOutcome } from '@astrago/jobs'
import type { Context } from '../command.ts'
import { problemText } from '../problem-text.ts'
import { tell } from '../tell.ts'
import { isConsented } from './consent.ts'
import { ownSteps } from './own-steps.ts'
import { planText } from './plan-text.ts'
import { toldJournal } from './told.ts'

export type ChangeRequest = {
  phase: Phase
  site: string
  hosts: ReadonlyMap<string, Host>
  secrets: readonly string[]
  /** Told where there is nothing to do, before what will be done, and asked then. */
  texts: { nothing: Localized; begins: Localized; question: Localized; declined: Localized }
}

export type Changed = { plan: Plan; outcome: RunOutcome; steps: ReadonlyMap<string, StepRow> }

/**
 * Shows what a phase is going to do, asks, and does it, telling every step on standard error. Null where there is nothing
 * to do, or the answer was no. @throws what gathering throws
 */
export async function makeChanges(request: ChangeRequest, context: Context): Promise<Changed | null> {
  const { phase, site, hosts, texts } = request
  const { io, locale } = context
  const redactor = makeRedactor(request.secrets)
  const createdAt = new Date().toISOString()
  const made = { id: randomUUID(), site, createdAt, inputs: {}, phases: [phase], hosts, redactor, signal: io.signal }
  const { plan, phases } = await makePlan(made)
  if (plan.phases.every(({ actions }) => actions.length === 0)) {
    tell(io, texts.nothing[locale])
    return null
  }
  tell(io, texts.begins[locale])
  io.err(planText(plan, locale))
  if (!(await isConsented(context, texts.question))) {
    tell(io, texts.declined[locale])
    return null
  }
  const steps = ownSteps()
  const lease = { site, owner: plan.id, signal: new AbortController().signal }
  const journal = toldJournal(io, plan, locale)
  const outcome = await execute({
    run: plan.id,
    plan,
    phases,
    hosts,
    steps,
    journal,
    lease,
    redactor,
    signal: io.signal,
  })
  io.signal.throwIfAborted()
  if (outcome.problem) io.err(`${problemText(outcome.problem, locale)}\n`)
  return { plan, outcome, steps: steps.rows }
}
