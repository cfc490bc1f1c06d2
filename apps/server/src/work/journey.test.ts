import type { HostView, JourneyStep } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { journeyOf } from './journey.ts'

type Input = Parameters<typeof journeyOf>[0]

const host = (reached: boolean | null, key: HostView['key']['state'] = 'pinned'): HostView =>
  ({ name: 'n1', reached, key: { state: key } }) as HostView
const site = (kind: 'remote' | 'local') => ({ kind }) as Input['site']
const run = (state: string) => ({ state }) as NonNullable<Input['run']>
const preflight = (counts: object, state = 'done', only: string[] | null = null) =>
  ({ state, counts, hosts: ['n1'], only }) as unknown as NonNullable<Input['preflight']>

const plan = (createdAt: string, obstacles = 0) => ({ createdAt, obstacles })

const journey = (changes: Partial<Input> = {}) =>
  journeyOf({
    site: site('remote'),
    form: { problems: 0, filled: 1, total: 1 },
    hosts: [],
    preflight: undefined,
    standing: { blocking: 0, waived: 0 },
    plans: 0,
    plan: null,
    planning: false,
    percent: null,
    run: undefined,
    ...changes,
  })
const state = (step: JourneyStep, changes: Partial<Input> = {}) =>
  journey(changes).find((entry) => entry.step === step)?.state

describe('the journey', () => {
  test('opens a step when the one before it has something to work with', () => {
    expect(state('hosts')).toBe('closed')
    expect(state('hosts', { hosts: [host(null, 'unseen')] })).toBe('open')
    expect(state('preflight', { hosts: [host(null)] })).toBe('closed')
    expect(state('preflight', { hosts: [host(true)] })).toBe('open')
    expect(state('plan', { hosts: [host(true)] })).toBe('closed')
    expect(state('plan', { preflight: preflight({ pass: 1 }) })).toBe('open')
    expect(state('install')).toBe('closed')
    expect(state('install', { plan: plan('2026-11-23T01') })).toBe('open')
  })

  test('shows a plan that is being made, whether or not there is one before it', () => {
    expect([0, 1].map((plans) => state('plan', { plans, planning: true }))).toEqual(['running', 'running'])
  })

  test('does not open the installation while something stands in the way of the plan', () => {
    const blocked = { plan: plan('2026-11-23T01', 2) }
    expect([state('plan', blocked), state('install', blocked)]).toEqual(['attention', 'closed'])
  })

  test('asks for attention where a person has to act', () => {
    expect(state('form', { form: { problems: 1, filled: 0, total: 1 } })).toBe('attention')
    expect(state('hosts', { hosts: [host(true), host(false, 'changed')] })).toBe('attention')
    expect(state('preflight', { preflight: preflight({ pass: 1, warn: 1 }) })).toBe('attention')
    expect(state('install', { run: run('interrupted') })).toBe('attention')
  })

  test('asks for no attention where all that is no pass is waived, and tells both numbers', () => {
    const found = preflight({ pass: 1, fail: 2, warn: 0, unknown: 0 })
    const preflightStep = (standing: Input['standing']) =>
      journey({ preflight: found, standing }).find(({ step }) => step === 'preflight')
    expect(preflightStep({ blocking: 0, waived: 2 })).toMatchObject({
      state: 'done',
      counts: { blocking: 0, waived: 2 },
    })
    expect(preflightStep({ blocking: 1, waived: 1 })).toMatchObject({ state: 'attention', counts: { blocking: 1 } })
  })

  test('calls a preflight whole that came to its end and looked at every host and check', () => {
    const other = { ...host(true), name: 'n2' } as HostView
    const wholeness = (found: Input['preflight'], ...hosts: HostView[]) =>
      journey({ preflight: found, hosts }).find(({ step }) => step === 'preflight')?.counts.whole
    expect(wholeness(preflight({ pass: 1 }), host(true))).toBe(1)
    expect(wholeness(preflight({ pass: 1 }), host(true), other)).toBe(0)
    expect(wholeness(preflight({ pass: 1 }, 'cancelled'), host(true))).toBe(0)
    expect(wholeness(preflight({ pass: 1 }, 'done', ['cpu-count']), host(true))).toBe(0)
  })

  test('goes back to the plan once an installation was undone, and on with a new one', () => {
    const undone = { kind: 'undo', state: 'done', startedAt: '2026-11-23T02' } as NonNullable<Input['run']>
    const before = { run: undone, plan: plan('2026-11-23T01'), preflight: preflight({ pass: 1 }) }
    expect([state('plan', before), state('install', before)]).toEqual(['open', 'open'])
    const after = { ...before, plan: plan('2026-11-23T03') }
    expect([state('plan', after), state('install', after)]).toEqual(['done', 'open'])
    const failed = { ...before, run: { ...undone, state: 'failed' } as NonNullable<Input['run']> }
    expect([state('plan', failed), state('install', failed)]).toEqual(['done', 'attention'])
  })

  test('of this machine has no plan, and its preflight is open from the beginning', () => {
    const local = { site: site('local'), hosts: [host(null, 'none')] }
    expect(journey(local).map(({ step }) => step)).not.toContain('plan')
    expect(state('preflight', local)).toBe('open')
  })
})
