import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { readAudit } from '../rows/audit.ts'
import { temporaryStore } from '../testing.ts'
import { runShellCommand, type ShellRequest } from './commands.ts'

let store: Store
let remove: () => Promise<void>
beforeEach(async () => {
  ;({ store, remove } = await temporaryStore())
})
afterEach(() => remove())

const run = (request: ShellRequest) => runShellCommand({ db: store.db, vault: () => store.vault }, request)
const noted = async () =>
  (await readAudit(store.db, {})).entries.map(({ action, detail }) => [action, detail]).toReversed()

const password = 'correct horse battery'

test('what was done is noted by its own name, and nothing that was not done', async () => {
  await run({ command: 'first-link' })
  await run({ command: 'add-user', name: 'kim', role: 'reseller', password })
  await run({ command: 'add-user', name: 'lee', role: 'support', password })
  await run({ command: 'disable-user', name: 'lee', disabled: true })
  await run({ command: 'disable-user', name: 'lee', disabled: false })
  await run({ command: 'set-password', name: 'lee', password: `${password} too` })
  await run({ command: 'login-link', name: 'lee' })
  const done = [
    ['first-link', ''],
    ['add-user', 'kim'],
    ['add-user', 'lee'],
    ['disable-user', 'lee'],
    ['enable-user', 'lee'],
    ['set-password', 'lee'],
    ['login-link', 'lee'],
  ]
  expect(await noted()).toEqual(done)

  await expect(run({ command: 'add-user', name: 'KIM', role: 'support', password })).rejects.toMatchObject({
    code: 'NAME_TAKEN',
  })
  await expect(run({ command: 'login-link', name: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(run({ command: 'disable-user', name: 'kim', disabled: true })).rejects.toMatchObject({
    code: 'LAST_RESELLER',
  })
  await expect(run({ command: 'first-link' })).rejects.toMatchObject({ code: 'LINK_INVALID' })
  expect(await noted()).toEqual(done)
})
