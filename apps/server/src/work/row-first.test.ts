import { AppError, ROUTES, type RunState } from '@astrago/contracts'
import { startRun } from '@astrago/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from '../testing.ts'
import { rowFirst } from './row-first.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

const stateOf = async (run: string): Promise<RunState> =>
  (await it.store.db.run.findUniqueOrThrow({ where: { id: run } })).state as RunState

test('who hears the end of a preflight and asks finds it ended, and may begin another at once', async () => {
  const params = { site: it.site.id }
  const node = { name: 'n1', address: '127.0.0.1', sshPort: 1, roles: ['control-plane'] }
  const form = {
    params: { ...params, section: 'resources' },
    body: { revision: 0, values: { 'resources.nodes': [node] } },
  }
  await it.reseller(ROUTES.saveSection, form)
  const { run } = (await it.reseller(ROUTES.startPreflight, { params, body: {} })).body as { run: string }
  const { journal, release } = await it.journals.use(run)
  for await (const event of journal.follow(1, AbortSignal.timeout(20_000))) {
    if (event.kind !== 'run' || event.state === 'running') continue
    expect(await stateOf(run)).toBe(event.state)
    const next = await it.reseller(ROUTES.startPreflight, { params, body: {} })
    expect(next.body).toEqual({ run: expect.any(String) })
    break
  }
  await release()
  expect(await stateOf(run)).not.toBe('running')
})

test('an end that the journal or the row cannot take is none', async () => {
  const { id } = await startRun(it.store.db, { siteId: it.site.id, kind: 'install', startedBy: 'kim' })
  const full = { append: () => Promise.reject(new AppError('STORE_DISK_FULL', { params: { path: '/data' } })) }
  const over: boolean[] = []
  const journal = rowFirst(it.store.db, id, full, (is) => over.push(is))
  await expect(journal.append({ kind: 'run', state: 'done' })).rejects.toThrow()
  expect(await stateOf(id)).toBe('running')
  // Nor is one whose row cannot be written: here there is none.
  await expect(
    rowFirst(it.store.db, 'gone', full, (is) => over.push(is)).append({ kind: 'run', state: 'done' }),
  ).rejects.toThrow()
  expect(over).toEqual([true, false, true, false])
})
