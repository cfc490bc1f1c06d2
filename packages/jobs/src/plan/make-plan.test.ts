import { describe, expect, test } from 'vitest'
import type { Action, Phase } from '../action.ts'
import { makeRedactor } from '../redact/redactor.ts'
import { actionOn, makeWorld, phaseOf } from '../world.testing.ts'
import { makePlan, type PlanRequest } from './make-plan.ts'

const world = makeWorld(['cp-1', 'cp-2'])
const action = (id: string, more: Partial<Action> = {}): Action => ({ ...actionOn(world, id, 'cp-1'), ...more })
const plan = (phases: readonly Phase[], more: Partial<PlanRequest> = {}) =>
  makePlan({
    id: 'plan-1',
    site: 'site-1',
    createdAt: '2026-01-01T00:00:00Z',
    phases,
    hosts: world.hosts,
    inputs: { version: 'v1' },
    redactor: makeRedactor([]),
    signal: new AbortController().signal,
    ...more,
  })
const hash = async (...args: Parameters<typeof plan>): Promise<string> => (await plan(...args)).plan.hash

describe('a plan', () => {
  test('holds every phase and action as data', async () => {
    const { plan: made } = await plan([phaseOf('prepare', [action('swap', { pointOfNoReturn: true })])])
    expect(made.phases).toMatchObject([
      {
        id: 'prepare',
        knownLater: null,
        actions: [{ id: 'swap', phase: 'prepare', undoable: true, pointOfNoReturn: true }],
      },
    ])
    expect(structuredClone(made)).toEqual(JSON.parse(JSON.stringify(made)))
  })

  test('refuses two actions of one id, and an unknown host', async () => {
    await expect(plan([phaseOf('a', [action('x')]), phaseOf('b', [action('x')])])).rejects.toMatchObject({
      cause: { message: 'Two actions have the id x' },
    })
    await expect(plan([phaseOf('a', [action('x', { host: 'cp-9' })])])).rejects.toMatchObject({ code: 'INTERNAL' })
  })

  test('never shows a secret: a long one is refused by name of its action, a short one masked', async () => {
    const file = { path: '/etc/x', mode: '0600', before: null, after: 'token: correct-horse' }
    const phases = [phaseOf('a', [action('fine'), action('leaks', { files: [file] })])]
    await expect(plan(phases, { redactor: makeRedactor(['correct-horse']) })).rejects.toMatchObject({
      code: 'PLAN_SHOWS_SECRET',
      details: { params: { action: 'leaks' } },
    })
    const { plan: made } = await plan(phases, { redactor: makeRedactor(['token']) })
    expect(made.phases[0]?.actions[1]?.files[0]?.after).toBe('***: correct-horse')
  })
})

describe('the hash of a plan', () => {
  const phases = [phaseOf('a', [action('x'), action('y')])]

  test('is the same for the same inputs and actions, whenever and under whatever id it is made', async () => {
    const again = { id: 'plan-2', createdAt: '2027-01-01T00:00:00Z' }
    expect(await hash(phases, { inputs: { a: 1, b: [1, { c: 2, d: 3 }] } })).toBe(
      await hash(phases, { ...again, inputs: { b: [1, { d: 3, c: 2 }], a: 1 } }),
    )
  })

  test.each<[string, Partial<PlanRequest>]>([
    ['an input', { inputs: { version: 'v2' } }],
    ['the order', { phases: [phaseOf('a', [action('y'), action('x')])] }],
    ['a command', { phases: [phaseOf('a', [action('x', { commands: ['rm -rf'] }), action('y')])] }],
    ['a phase', { phases: [phaseOf('a', [action('x')]), phaseOf('b', [action('y')])] }],
  ])('changes with %s', async (_name, more) => {
    expect(await hash(phases, more)).not.toBe(await hash(phases))
  })
})
