import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alone } from './alone.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-alone-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a second one is refused while the first works, and let in behind it', async () => {
  const lock = join(folder, 'lock')
  await alone(async () => {
    await expect(alone(async () => 'second', lock)).rejects.toMatchObject({ code: 'SERVICE_BUSY' })
  }, lock)
  expect(await alone(async () => 'third', lock)).toBe('third')
})

test('a lock that cannot be made is told as what is wrong with its folder', async () => {
  writeFileSync(join(folder, 'file'), '')
  const refused = alone(async () => 'done', join(folder, 'file/lock'))
  await expect(refused).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_A_FOLDER' })
})
