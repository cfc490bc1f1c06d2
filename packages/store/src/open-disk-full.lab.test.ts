import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRows } from './open.ts'
import { smallDisk } from './small-disk.testing.ts'
import { MIGRATIONS } from './testing.ts'

const folder = smallDisk()

/** Each lets another step of making a data folder be the first without room. */
test.each([4, 12, 24, 48, 100, 200])('a disk with %i KiB left says that it is full', async (left) => {
  writeFileSync(join(folder(), 'ballast'), Buffer.alloc((1024 - left) * 1024))
  const opening = openRows({ dataDir: join(folder(), 'data'), migrations: MIGRATIONS, pid: process.pid })
  await expect(opening).rejects.toMatchObject({ code: 'STORE_DISK_FULL' })
})
