import { saveSection } from '@astrago/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from '../testing.ts'
import { readState } from './form.ts'
import { formObstacles, unanswered } from './form-notes.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

/** The site with one server, and nothing else answered. */
async function withNode(address: string) {
  const values = { 'resources.nodes': [{ name: 'n1', address, roles: ['control-plane', 'worker'] }] }
  const edit = { section: 'resources', revision: 0, values, secrets: [], cleared: [], who: 'kim' }
  await saveSection(it.store.db, { siteId: it.site.id, ...edit })
  return readState(it.store, it.site.id)
}

test('a server that is not whole is an obstacle at its cell', async () => {
  expect(formObstacles(await withNode(''))).toMatchObject([
    { place: { kind: 'field', field: 'resources.nodes', row: 0, column: 'address' } },
  ])
})

test('answers that are missing are told once, by name, with the first one as the place', async () => {
  const state = await withNode('10.0.0.1')
  expect(formObstacles(state)).toEqual([])
  const [note, ...others] = unanswered(state)
  expect(others).toEqual([])
  expect(note?.place).toEqual({ kind: 'field', field: 'general.customerName' })
  expect(note?.ko).toMatch(/^질문지의 필수 항목 \d+개가 비어 있습니다: .*NTP/)
  expect(note?.en).toMatch(/^\d+ required answers of the questionnaire missing: .*NTP/)
})
