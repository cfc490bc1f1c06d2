import { AppError, type StepRow, type StepState } from '@astrago/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Action, Phase } from '../action.ts'
import { makeRedactor } from '../redact/redactor.ts'
import { memoryJournal, memoryLeases, memorySteps } from '../testing.ts'
import { actionOn, makeWorld, phaseOf, type World } from '../world.testing.ts'
import { undo } from './undo.ts'

let world: World
beforeEach(() => {
  world = makeWorld(['cp-1', 'cp-2'])
})

async function undoing(
  phases: readonly Phase[],
  recorded: Record<string, [StepState, number]>,
  signal = new AbortController().signal,
) {
  const leases = memoryLeases()
  const steps = memorySteps(leases)
  const journal = memoryJournal()
  const lease = { site: 'site-1', owner: 'console', signal: new AbortController().signal }
  await leases.take('site-1', 'console')
  for (const [action, [state, attempts]] of Object.entries(recorded)) {
    const row: StepRow = { action, phase: 'p', host: 'cp-1', state, attempts, startedAt: null, endedAt: null, ms: null }
    steps.rows.set(`run-1 ${action}`, row)
  }
  const facts = Object.fromEntries(phases.map(({ id }) => [id, []]))
  const redactor = makeRedactor([])
  const request = {
    run: 'run-1',
    hosts: world.hosts,
    steps,
    journal,
    lease,
    redactor,
    signal,
    prepared: { phases, facts },
  }
  const outcome = await undo(request)
  const states = Object.fromEntries([...steps.rows.values()].map(({ action, state }) => [action, state]))
  return { outcome, states, journal, again: () => undo(request) }
}

const on = (id: string, more: Partial<Action> = {}): Action => ({ ...actionOn(world, id, 'cp-1'), ...more })
const refuse = async (): Promise<void> => {
  throw new AppError('HOST_LOST')
}

describe('undoing', () => {
  test('goes backwards through phases and actions, and records it', async () => {
    const phases = [phaseOf('one', [on('a'), on('b')]), phaseOf('two', [on('c')])]
    const { outcome, states, journal } = await undoing(phases, { a: ['done', 1], b: ['done', 1], c: ['done', 2] })
    expect(outcome).toEqual({ state: 'done', failures: [], left: [] })
    expect(world.undone).toEqual(['c', 'b', 'a'])
    expect(states).toEqual({ a: 'undone', b: 'undone', c: 'undone' })
    expect(journal.events.at(-1)).toMatchObject({ kind: 'run', state: 'done' })
  })

  test('takes back what the run did, half did or tried, and nothing else', async () => {
    const states: Record<string, [StepState, number]> = {
      done: ['done', 1],
      failed: ['failed', 1],
      neverApplied: ['failed', 0],
      cancelled: ['cancelled', 1],
      died: ['running', 1],
      already: ['already', 0],
      undone: ['undone', 1],
    }
    await undoing(
      [
        phaseOf(
          'one',
          [...Object.keys(states), 'pending'].map((id) => on(id)),
        ),
      ],
      states,
    )
    expect(world.undone.sort()).toEqual(['cancelled', 'died', 'done', 'failed'])
  })

  test('is not kept from the rest by a failure, tells all of them, and goes on with them the next time', async () => {
    const phases = [phaseOf('one', [on('a', { undo: refuse }), on('b'), on('c', { undo: refuse }), on('d')])]
    const rows = Object.fromEntries(['a', 'b', 'c', 'd'].map((id): [string, [StepState, number]] => [id, ['done', 1]]))
    const { outcome, states, again } = await undoing(phases, rows)
    expect(world.undone).toEqual(['d', 'b'])
    expect(outcome).toMatchObject({ state: 'failed', problem: { code: 'UNDO_INCOMPLETE', params: { count: 2 } } })
    expect(outcome.failures.map(({ action, problem }) => [action, problem.code, problem.host])).toEqual([
      ['c', 'HOST_LOST', 'cp-1'],
      ['a', 'HOST_LOST', 'cp-1'],
    ])
    expect(states).toEqual({ a: 'done', b: 'undone', c: 'done', d: 'undone' })
    await again()
    expect(world.undone).toEqual(['d', 'b'])
  })

  test('names what has no undo', async () => {
    const { undo: _none, ...fixed } = on('a')
    const { outcome, states } = await undoing([phaseOf('one', [fixed])], { a: ['done', 1] })
    expect(outcome).toEqual({ state: 'done', failures: [], left: ['a'] })
    expect(states).toEqual({ a: 'done' })
  })

  test('can be cancelled between two actions', async () => {
    const controller = new AbortController()
    const cancels = on('b', { undo: async () => controller.abort() })
    const { outcome } = await undoing(
      [phaseOf('one', [on('a'), cancels])],
      { a: ['done', 1], b: ['done', 1] },
      controller.signal,
    )
    expect(outcome).toMatchObject({ state: 'cancelled' })
    expect(world.undone).toEqual([])
  })
})
