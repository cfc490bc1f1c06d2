import type { PlannedAction, PlannedPhase } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { differences } from './difference.ts'

const file = (before: string | null, after: string) => ({ path: '/etc/x', mode: '0644', before, after })
const action = (id: string, more: Partial<PlannedAction> = {}): PlannedAction => ({
  id,
  phase: 'p',
  host: 'h',
  describe: { ko: id, en: id },
  commands: [],
  files: [file(null, 'a')],
  undoable: false,
  pointOfNoReturn: false,
  expectedMs: 1,
  ...more,
})
const phase = (actions: PlannedAction[], isKnownLater = false): PlannedPhase => {
  const text = { ko: 'p', en: 'p' }
  return { id: 'p', title: text, explain: text, concurrency: 1, knownLater: isKnownLater ? text : null, actions }
}

type Row = { approved: string[]; now: string[]; touched?: string[]; shows: string[] }
test.each<[string, Row]>([
  ['the same list', { approved: ['a', 'b'], now: ['a', 'b'], shows: [] }],
  ['one gone', { approved: ['a', 'b'], now: ['b'], shows: ['- a (h)'] }],
  ['one gone that the run began', { approved: ['a', 'b'], now: ['b'], touched: ['a'], shows: [] }],
  ['one more', { approved: ['a'], now: ['a', 'b'], shows: ['+ b (h)'] }],
  ['another order', { approved: ['a', 'b'], now: ['b', 'a'], shows: ['a (h), b (h) -> b (h), a (h)'] }],
])('%s', (_name, { approved, now, touched = [], shows }) => {
  for (const isKnownLater of [false, true]) {
    const list = approved.map((id) => action(id))
    const found = differences(
      phase(list, isKnownLater),
      now.map((id) => action(id)),
      (id) => touched.includes(id),
    )
    expect(found).toEqual(shows)
  }
})

test.each<[string, Partial<PlannedAction>, { untouched: string[]; touched: string[]; knownLater: string[] }]>([
  ['a command', { commands: ['x'] }, { untouched: ['commands'], touched: ['commands'], knownLater: [] }],
  ['a file to write', { files: [file(null, 'b')] }, { untouched: ['files'], touched: ['files'], knownLater: [] }],
  ['a file as found', { files: [file('z', 'a')] }, { untouched: ['files'], touched: [], knownLater: [] }],
  ['a description', { describe: { ko: 'x', en: 'x' } }, { untouched: [], touched: [], knownLater: [] }],
  ['the host', { host: 'i' }, { untouched: ['host'], touched: ['host'], knownLater: ['host'] }],
])('%s that changed', (_name, change, shows) => {
  const line = (parts: string[]): string[] => (parts.length === 0 ? [] : [`~ a (h): ${parts.join(', ')}`])
  const now = [action('a', change)]
  expect(differences(phase([action('a')]), now, () => false)).toEqual(line(shows.untouched))
  expect(differences(phase([action('a')]), now, () => true)).toEqual(line(shows.touched))
  expect(differences(phase([action('a')], true), now, () => false)).toEqual(line(shows.knownLater))
})
