import { setTimeout as wait } from 'node:timers/promises'
import { ROUTES } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Api } from './api.ts'
import { RunningConsole } from './console.ts'
import { makePlan, prepareSite } from './prepared-site.ts'

const able = await canRun()
const PASSWORD = 'correct horse battery'

describe.skipIf(!able.ok)('a console that is killed during a run', () => {
  let lab: Lab
  const running = new RunningConsole()
  const api = new Api(() => running.url)
  let site = ''
  let run = ''

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 3, name: 'crash' })
    await running.start()
    const token = running.setupLink.split('#')[1] ?? ''
    await api.send(ROUTES.setup, { body: { token, name: 'kim', password: PASSWORD } })
    site = await prepareSite(api, running, lab, 'Crash')
  })
  afterAll(async () => {
    await running.remove()
    await lab?.down()
  })

  const read = () => api.send(ROUTES.readRun, { params: { site, run } })

  test('shows the run as interrupted when it is back, with every host told of', async () => {
    const plan = await makePlan(api, site)
    expect(plan.obstacles).toEqual([])
    run = (await api.send(ROUTES.startRun, { params: { site, plan: plan.id }, body: { hash: plan.hash } })).id
    // Killed in the middle: some actions are done and others are not.
    for (;;) {
      const { steps } = (await read()).run
      if (steps.filter(({ state }) => state === 'done' || state === 'already').length >= 5) break
      await wait(50)
    }
    await running.kill()
    await running.start()
    const view = await read()
    expect(view.run.state).toBe('interrupted')
    expect(view.hosts).toHaveLength(3)
    expect(view.hosts.some(({ state }) => state !== 'untouched')).toBe(true)
  })

  test('goes on where it was, does nothing twice and loses no line of its log', async () => {
    const before = (await read()).run.steps.filter(({ state }) => state === 'done')
    expect(before.length).toBeGreaterThan(0)
    await api.send(ROUTES.resumeRun, { params: { site, run } })
    let view = await read()
    while (view.run.state === 'running') {
      await wait(500)
      view = await read()
    }
    const log = await api.send(ROUTES.searchLog, { params: { site, run }, querystring: { limit: 5000 } })
    expect(
      view.run.state,
      log.lines
        .slice(-20)
        .map(({ text }) => text)
        .join('\n'),
    ).toBe('done')
    const after = new Map(view.run.steps.map((step) => [step.action, step]))
    for (const step of before) expect(after.get(step.action)).toEqual(step)
    expect(view.run.steps.filter(({ state }) => state !== 'done' && state !== 'already')).toEqual([])
  })
})
