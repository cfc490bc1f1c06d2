import { setTimeout as wait } from 'node:timers/promises'
import { AppError, type StepEvent, type StepState } from '@astrago/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Action, Phase } from '../action.ts'
import { makePlan } from '../plan/make-plan.ts'
import { makeRedactor } from '../redact/redactor.ts'
import { memoryJournal, memoryLeases, memorySteps } from '../testing.ts'
import { actionOn, makeWorld, phaseOf, type World } from '../world.testing.ts'
import { execute, type RunRequest } from './execute.ts'
import type { FaultPoint } from './run-action.ts'

const SITE = 'site-1'
let world: World
let leases: ReturnType<typeof memoryLeases>
let steps: ReturnType<typeof memorySteps>
let journal: ReturnType<typeof memoryJournal>

beforeEach(() => {
  world = makeWorld(['cp-1', 'cp-2', 'gpu-1'])
  leases = memoryLeases()
  steps = memorySteps(leases)
  journal = memoryJournal()
})

type More = Partial<Pick<RunRequest, 'signal' | 'onPoint' | 'redactor'>> & { owner?: string; lost?: AbortSignal }

async function start(phases: readonly Phase[], plannedFrom = phases, more: More = {}) {
  const { signal = new AbortController().signal, redactor = makeRedactor([]), owner = 'console', lost } = more
  const request = { id: 'plan-1', site: SITE, createdAt: '2026-01-01T00:00:00Z', inputs: {}, hosts: world.hosts }
  const { plan } = await makePlan({ ...request, phases: plannedFrom, redactor, signal })
  await leases.take(SITE, owner)
  const lease = { site: SITE, owner, signal: lost ?? new AbortController().signal }
  const { onPoint } = more
  const worker = { run: 'run-1', hosts: world.hosts, steps, journal, lease, redactor, ...(onPoint && { onPoint }) }
  return () => execute({ ...worker, plan, phases, signal })
}

const run = async (...args: Parameters<typeof start>) => (await start(...args))()
const states = (): Record<string, StepState> =>
  Object.fromEntries([...steps.rows.values()].map(({ action, state }) => [action, state]))
const attempts = (): Record<string, number> =>
  Object.fromEntries([...steps.rows.values()].map((row) => [row.action, row.attempts]))
const told = (id: string): string[] =>
  journal.events
    .filter((event): event is StepEvent => event.kind === 'step' && event.step === id)
    .map(({ state }) => state)
const phaseEvents = (): string[] =>
  journal.events.flatMap((event) => (event.kind === 'phase' ? [`${event.phase} ${event.state}`] : []))

const failing = (code: 'HOST_LOST' | 'HOST_COMMAND_FAILED') => async (): Promise<void> => {
  throw new AppError(code, { params: { code: 1, detail: 'no' } })
}

describe('a run', () => {
  test('does every action in order and records it', async () => {
    const phases = [
      phaseOf('prepare', [actionOn(world, 'swap', 'cp-1'), actionOn(world, 'modules', 'cp-1')]),
      phaseOf('server', [actionOn(world, 'rke2', 'cp-1')]),
    ]
    expect(await run(phases)).toEqual({ state: 'done' })
    expect(world.applied).toEqual(['swap', 'modules', 'rke2'])
    expect(states()).toEqual({ swap: 'done', modules: 'done', rke2: 'done' })
    expect(told('swap')).toEqual(['running', 'done'])
    expect(phaseEvents()).toEqual(['prepare running', 'prepare done', 'server running', 'server done'])
    expect(journal.events.at(0)).toMatchObject({ kind: 'run', state: 'running' })
    expect(journal.events.at(-1)).toMatchObject({ kind: 'run', state: 'done' })
  })

  test('records what is so already and does not apply it', async () => {
    world.done.add('swap')
    expect(await run([phaseOf('prepare', [actionOn(world, 'swap', 'cp-1')])])).toEqual({ state: 'done' })
    expect(world.applied).toEqual([])
    expect(states()).toEqual({ swap: 'already' })
    expect(attempts()).toEqual({ swap: 0 })
  })

  test('fails a step that says it worked and did not', async () => {
    const liar = { ...actionOn(world, 'swap', 'cp-1'), apply: async () => undefined }
    const outcome = await run([phaseOf('prepare', [liar])])
    expect(outcome).toMatchObject({ state: 'failed', problem: { code: 'STEP_NOT_VERIFIED', host: 'cp-1' } })
    expect(states()).toEqual({ swap: 'failed' })
  })

  test('works on hosts side by side up to the concurrency of the phase, and in order within one', async () => {
    let busy = 0
    let most = 0
    const slow = (id: string, host: string): Action => ({
      ...actionOn(world, id, host),
      apply: async () => {
        most = Math.max(most, ++busy)
        await wait(10)
        busy -= 1
        world.applied.push(id)
        world.done.add(id)
      },
    })
    const actions = ['cp-1', 'cp-2', 'gpu-1'].flatMap((host) => [slow(`a-${host}`, host), slow(`b-${host}`, host)])
    await run([phaseOf('agents', actions, { concurrency: 2 })])
    expect(most).toBe(2)
    for (const host of world.hosts.keys()) {
      expect(world.applied.indexOf(`a-${host}`)).toBeLessThan(world.applied.indexOf(`b-${host}`))
    }
  })

  test('with a concurrency of 1 keeps to the order of the list across hosts', async () => {
    const list = ['a cp-1', 'b cp-2', 'c cp-1'].map((word) => actionOn(world, word.slice(0, 1), word.slice(2)))
    await run([phaseOf('join', list, { concurrency: 1 })])
    expect(world.applied).toEqual(['a', 'b', 'c'])
  })

  test('writes what an action says and what a host prints into the journal, masked', async () => {
    const chatty: Action = {
      ...actionOn(world, 'swap', 'cp-1'),
      apply: async ({ log, output }) => {
        log('token is t0psecret')
        await output.onStdout(Buffer.from('t0p'))
        await output.onStdout(Buffer.from('secret\n'))
        world.done.add('swap')
      },
    }
    await run([phaseOf('prepare', [chatty])], undefined, { redactor: makeRedactor(['t0psecret']) })
    const kinds = journal.events.map((event) => (event.kind === 'log' ? event.text : event.kind))
    expect(kinds).toEqual(['run', 'phase', 'step', 'token is ***', '***', 'step', 'phase', 'run'])
  })
})

describe('a failure', () => {
  test('lets the action under way on another host end, and begins nothing new', async () => {
    const slow: Action = {
      ...actionOn(world, 'slow', 'cp-2'),
      apply: async ({ signal }) => {
        await wait(30, undefined, { signal })
        world.done.add('slow')
      },
    }
    const bad = { ...actionOn(world, 'bad', 'cp-1'), apply: failing('HOST_COMMAND_FAILED') }
    const phases = [
      phaseOf('one', [bad, actionOn(world, 'after-bad', 'cp-1'), slow, actionOn(world, 'after-slow', 'cp-2')], {
        concurrency: 2,
      }),
      phaseOf('two', [actionOn(world, 'next', 'gpu-1')]),
    ]
    const outcome = await run(phases)
    expect(outcome).toMatchObject({ state: 'failed', problem: { code: 'HOST_COMMAND_FAILED' } })
    expect(states()).toEqual({ bad: 'failed', slow: 'done' })
    expect(phaseEvents()).toEqual(['one running', 'one failed'])
  })

  test('keeps its cause, and names it in the log but not in the problem', async () => {
    const cause = new Error('ECONNRESET of s3cret-host')
    const bad: Action = {
      ...actionOn(world, 'bad', 'cp-1'),
      apply: async () => {
        throw new AppError('HOST_LOST', { cause })
      },
    }
    const outcome = await run([phaseOf('one', [bad])], undefined, { redactor: makeRedactor(['s3cret-host']) })
    expect(outcome.error).toMatchObject({ cause })
    expect(outcome.problem).toEqual({ code: 'HOST_LOST', host: 'cp-1' })
    expect(journal.events).toContainEqual(expect.objectContaining({ kind: 'log', text: 'Error: ECONNRESET of ***' }))
  })

  test.each([
    ['HOST_LOST', 3, 3],
    ['HOST_COMMAND_FAILED', 3, 1],
    ['HOST_LOST', 1, 1],
  ] as const)('%s with up to %i attempts is tried %i times', async (code, most, tried) => {
    const bad = { ...actionOn(world, 'bad', 'cp-1'), retry: { attempts: most, delayMs: 1 }, apply: failing(code) }
    await run([phaseOf('one', [bad])])
    expect(attempts()).toEqual({ bad: tried })
    const failed = journal.events.flatMap((event) => (event.kind === 'step' && event.state === 'failed' ? [event] : []))
    expect(failed.map(({ again }) => again ?? false)).toEqual(Array.from({ length: tried }, (_, i) => i + 1 < tried))
  })

  test('of gathering ends the run with that problem', async () => {
    let isPlanned = false
    const phase: Phase = {
      ...phaseOf('one', []),
      gather: async () => {
        if (isPlanned) throw new AppError('HOST_UNREACHABLE', { host: 'cp-1', params: { detail: 'ETIMEDOUT' } })
        isPlanned = true
      },
    }
    expect(await run([phase])).toMatchObject({ state: 'failed', problem: { code: 'HOST_UNREACHABLE', host: 'cp-1' } })
  })

  test('of the journal ends the run instead of going on unseen', async () => {
    const go = await start([phaseOf('one', [actionOn(world, 'swap', 'cp-1')])])
    journal.append = async () => {
      throw new AppError('STORE_DISK_FULL', { params: { path: '/data' } })
    }
    expect(await go()).toMatchObject({ state: 'failed', problem: { code: 'STORE_DISK_FULL' } })
    expect(world.applied).toEqual([])
  })
})

describe('cancelling', () => {
  const cancelWhen = (apply: (abort: () => void, signal: AbortSignal) => Promise<void>) => {
    const controller = new AbortController()
    const action: Action = {
      ...actionOn(world, 'mid', 'cp-1'),
      retry: { attempts: 5, delayMs: 60_000 },
      apply: ({ signal }) => apply(() => controller.abort(), signal),
    }
    const phases = [
      phaseOf('one', [actionOn(world, 'first', 'cp-1'), action, actionOn(world, 'last', 'cp-1')]),
      phaseOf('two', [actionOn(world, 'later', 'cp-2')]),
    ]
    return run(phases, undefined, { signal: controller.signal })
  }

  test.each([
    [
      'while an action works',
      async (abort: () => void, signal: AbortSignal) => {
        abort()
        signal.throwIfAborted()
      },
    ],
    [
      'while it waits before the next try',
      async (abort: () => void) => {
        setTimeout(abort, 10)
        throw new AppError('HOST_LOST')
      },
    ],
  ])('%s leaves every step in a known state and counts no attempt for it', async (_name, apply) => {
    expect(await cancelWhen(apply)).toEqual({ state: 'cancelled' })
    expect(states()).toEqual({ first: 'done', mid: 'cancelled' })
    expect(attempts()).toMatchObject({ mid: 1 })
    expect(phaseEvents()).toEqual(['one running', 'one cancelled'])
    expect(journal.events.at(-1)).toMatchObject({ kind: 'run', state: 'cancelled' })
  })

  test('before the start does nothing at all', async () => {
    const controller = new AbortController()
    const go = await start([phaseOf('one', [actionOn(world, 'a', 'cp-1')])], undefined, { signal: controller.signal })
    controller.abort()
    expect(await go()).toEqual({ state: 'cancelled' })
    expect(steps.rows.size).toBe(0)
  })
})

describe('resuming', () => {
  /** A stand-in for a process that is gone: what it was doing never comes back. */
  const dieAt = (point: FaultPoint, action: string) => {
    const died = Promise.withResolvers<void>()
    const onPoint = (at: FaultPoint, id: string): Promise<void> | undefined => {
      if (at !== point || id !== action) return undefined
      died.resolve()
      return new Promise<never>(() => undefined)
    }
    return { onPoint, died: died.promise }
  }

  test.each([
    ['counted', { second: 2 }, ['first', 'second', 'third']],
    ['applied', { second: 1 }, ['first', 'second', 'third']],
    ['recorded', { second: 1 }, ['first', 'second', 'third']],
  ] as const)('after a death at "%s" goes on and applies nothing twice', async (point, counted, applied) => {
    const phases = [
      phaseOf(
        'one',
        ['first', 'second', 'third'].map((id) => actionOn(world, id, 'cp-1')),
      ),
    ]
    const { onPoint, died } = dieAt(point, 'second')
    void run(phases, undefined, { onPoint })
    await died
    const outcome = await resume(phases)
    expect(outcome).toEqual({ state: 'done' })
    expect(world.applied).toEqual(applied)
    expect(states()).toEqual({ first: 'done', second: 'done', third: 'done' })
    expect(attempts()).toMatchObject({ first: 1, third: 1, ...counted })
  })

  /** The plan as it was approved on untouched hosts, run again on those that the first run left behind. */
  const resume = async (phases: readonly Phase[]) => {
    const done = new Set(world.done)
    world.done.clear()
    const go = await start(phases)
    for (const id of done) world.done.add(id)
    return go()
  }

  test('asks the host about recorded actions, and does again what is gone', async () => {
    const phases = [phaseOf('one', [actionOn(world, 'a', 'cp-1'), actionOn(world, 'b', 'cp-1')])]
    await run(phases)
    world.done.delete('a')
    expect(await resume(phases)).toEqual({ state: 'done' })
    expect(world.applied).toEqual(['a', 'b', 'a'])
    expect(attempts()).toEqual({ a: 2, b: 1 })
  })

  test('goes on after a failure once its cause is gone, also where the phase plans only what is left', async () => {
    let isBroken = true
    const action = (id: string): Action => ({
      ...actionOn(world, id, 'cp-1'),
      apply: async () => {
        if (id === 'b' && isBroken) throw new AppError('HOST_LOST')
        world.done.add(id)
      },
    })
    const phases = [phaseOf('one', ['a', 'b', 'c'].map(action), { onlyWhatIsLeft: world })]
    expect(await run(phases)).toMatchObject({ state: 'failed' })
    isBroken = false
    expect(await resume(phases)).toEqual({ state: 'done' })
    expect(states()).toEqual({ a: 'done', b: 'done', c: 'done' })
  })
})

describe('a plan that is no longer true', () => {
  const phases = (...ids: string[]) => [
    phaseOf(
      'one',
      ids.map((id) => actionOn(world, id, 'cp-1')),
    ),
  ]

  test('stops the run before anything is changed, and says what differs', async () => {
    const outcome = await run(phases('a', 'c'), phases('a', 'b'))
    expect(outcome).toMatchObject({
      state: 'failed',
      problem: { code: 'PLAN_CHANGED', params: { phase: 'one', detail: '- b (cp-1)\n+ c (cp-1)' } },
    })
    expect(world.applied).toEqual([])
  })

  test('also when the phases are others', async () => {
    const outcome = await run([phaseOf('two', [])], [phaseOf('one', [])])
    expect(outcome).toMatchObject({ problem: { code: 'PLAN_CHANGED', params: { detail: 'one -> two' } } })
  })
})

describe('a lost lease', () => {
  test('ends the run as interrupted, and nothing more is written', async () => {
    const thief: Action = {
      ...actionOn(world, 'b', 'cp-1'),
      apply: async () => {
        world.done.add('b')
        leases.steal(SITE, 'another console')
      },
    }
    const phases = [phaseOf('one', [actionOn(world, 'a', 'cp-1'), thief, actionOn(world, 'c', 'cp-1')])]
    expect(await run(phases)).toMatchObject({ state: 'interrupted', problem: { code: 'LEASE_LOST' } })
    expect(states()).toEqual({ a: 'done', b: 'running' })
    expect(journal.events.at(-1)).toMatchObject({ kind: 'step', step: 'b', state: 'running' })
  })

  test('that is found out before the work keeps it from being done', async () => {
    const stolenFrom: Action = {
      ...actionOn(world, 'a', 'cp-1'),
      verify: async () => {
        leases.steal(SITE, 'another console')
        return false
      },
    }
    expect(await run([phaseOf('one', [stolenFrom])])).toMatchObject({ state: 'interrupted' })
    expect(world.applied).toEqual([])
    expect(steps.rows.size).toBe(0)
  })

  test('aborts the action under way', async () => {
    const lost = new AbortController()
    const action: Action = {
      ...actionOn(world, 'a', 'cp-1'),
      apply: async ({ signal }) => {
        lost.abort(new AppError('LEASE_LOST'))
        signal.throwIfAborted()
      },
    }
    expect(await run([phaseOf('one', [action])], undefined, { lost: lost.signal })).toMatchObject({
      state: 'interrupted',
    })
    expect(states()).toEqual({ a: 'running' })
  })
})
