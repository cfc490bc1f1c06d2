import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-lock-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('two pieces of work under one lock never run at once', async () => {
  let inside = 0
  let most = 0
  const work = () =>
    withLock(join(folder, 'lock'), 10, async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resolve) => setTimeout(resolve, 30))
      inside -= 1
    })
  await Promise.all([work(), work(), work()])
  expect(most).toBe(1)
})

test('work that fails gives the lock back, and its result or error comes through', async () => {
  const file = join(folder, 'lock')
  await expect(withLock(file, 1, () => Promise.reject(new Error('of the work')))).rejects.toThrow('of the work')
  expect(await withLock(file, 1, () => Promise.resolve(42))).toBe(42)
})

test('who waits too long is told which lock', async () => {
  const file = join(folder, 'lock')
  await withLock(file, 1, () => expect(withLock(file, 1, () => Promise.resolve())).rejects.toThrow(`${file} was held`))
})

test('the lock of a killed process is free', async () => {
  const file = join(folder, 'lock')
  const module = new URL('./lock.ts', import.meta.url).href
  const script = `import { withLock } from '${module}'
    await withLock('${file}', 1, () => new Promise(() => { console.log('held'); setInterval(() => {}, 1000) }))`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  holder.kill('SIGKILL')
  expect(await withLock(file, 5, () => Promise.resolve('mine'))).toBe('mine')
})
