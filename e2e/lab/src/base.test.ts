import { mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { baseKey, isSound, mirrorOf, seal } from './base.ts'

describe('a kept base', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-base-'))
    await mkdir(join(folder, 'root/usr/bin'), { recursive: true })
    await writeFile(join(folder, 'root/usr/bin/tool'), 'a program')
    await seal(folder)
  })
  afterEach(() => rm(folder, { recursive: true }))

  const tool = () => join(folder, 'root/usr/bin/tool')

  test('is sound as long as nothing changed', async () => {
    expect(await isSound(folder)).toBe(true)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['a file is gone', () => rm(tool())],
    ['a file is cut off', () => truncate(tool(), 3)],
    ['a file was written to', () => utimes(tool(), 0, 0)],
    ['a file came', () => writeFile(join(folder, 'root/new'), '')],
    ['it was never finished', () => rm(join(folder, 'fingerprint'))],
    ['its root is gone', () => rm(join(folder, 'root'), { recursive: true })],
  ])('is not sound when %s', async (_, change) => {
    await change()
    expect(await isSound(folder)).toBe(false)
  })
})

describe('the key of a base', () => {
  test('changes with all that goes into it', () => {
    const keys = [
      baseKey(['a', 'b'], 'x', 'x64'),
      baseKey(['a'], 'x', 'x64'),
      baseKey(['a', 'b'], 'y', 'x64'),
      baseKey(['a', 'b'], 'x', 'arm64'),
    ]
    expect(new Set(keys).size).toBe(4)
  })
})

test("the machine's own mirror is used if it has the suite", () => {
  const targets = 'http://mirror.example/debian/ bookworm main\nhttp://mirror.example/sec/ bookworm-security main\n'
  expect(mirrorOf(targets)).toBe('http://mirror.example/debian/')
  expect(mirrorOf('http://mirror.example/ubuntu/ noble main\n')).toBeUndefined()
})
