import { AppError, type FormView } from '@astrago/contracts'
import { SECTION_IDS } from '@astrago/exchange-form'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeFormStore, retryDelay } from './form-store.ts'
import type { Values } from './section-work.ts'

const site = {
  id: 's1',
  name: 'A',
  kind: 'remote' as const,
  profile: 'air-gapped' as const,
  distribution: 'rke2' as const,
  archived: false,
  createdAt: '2027-01-01',
  updatedAt: '2027-01-01',
}
const view = (answers: Values, revision: number): FormView => ({
  site,
  answers: { ...answers },
  problems: [],
  sections: SECTION_IDS.map((section) => ({
    section,
    revision,
    savedAt: null,
    savedBy: null,
    filled: 0,
    total: 0,
    problems: 0,
  })),
})

/** A stand-in for the server: answers with what it was sent, or with the error put in `fails`. */
function makeServer() {
  const saves: { section: string; revision: number; values: Values }[] = []
  const fails: AppError[] = []
  let answers: Values = {}
  const store = makeFormStore({
    read: async () => view(answers, saves.length),
    save: async (section, revision, values) => {
      saves.push({ section, revision, values })
      const error = fails.shift()
      if (error) throw error
      answers = { ...answers, ...values }
      return view(answers, saves.length)
    },
  })
  store.look(view({}, 0))
  return { store, saves, fails }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('saves once when typing rests', async () => {
  const { store, saves } = makeServer()
  for (const name of ['H', 'Ha', 'Han']) {
    store.edit('general.customerName', name)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(saves).toEqual([])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(saves).toEqual([{ section: 'general', revision: 0, values: { 'general.customerName': 'Han' } }])
  expect(store.isUnsaved()).toBe(false)
})

it('sends a secret only when its field is left', async () => {
  const { store, saves } = makeServer()
  store.edit('accounts.sshPassword', 'half')
  store.edit('accounts.sshUser', 'ubuntu')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(saves.map(({ values }) => values)).toEqual([{ 'accounts.sshUser': 'ubuntu' }])
  store.edit('accounts.sshPassword', 'whole')
  store.flush()
  await vi.advanceTimersByTimeAsync(0)
  expect(saves[1]?.values).toEqual({ 'accounts.sshPassword': 'whole' })
})

it('tries again by itself until the server is back', async () => {
  const { store, saves, fails } = makeServer()
  fails.push(new AppError('CONSOLE_UNREACHABLE'), new AppError('CONSOLE_UNREACHABLE'))
  store.edit('general.customerName', 'Hanbit')
  await vi.advanceTimersByTimeAsync(900)
  expect(store.isUnsaved()).toBe(true)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(saves).toHaveLength(3)
  expect(store.isUnsaved()).toBe(false)
})

it('waits for a person where trying again cannot help', async () => {
  const { store, saves, fails } = makeServer()
  fails.push(new AppError('SITE_ARCHIVED'))
  store.edit('general.customerName', 'Hanbit')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(saves).toHaveLength(1)
  store.retry()
  await vi.advanceTimersByTimeAsync(0)
  expect(saves).toHaveLength(2)
  expect(store.isUnsaved()).toBe(false)
})

it('waits longer after each failure, 15 seconds at most', () => {
  expect([1, 2, 3, 9].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 15_000])
})
