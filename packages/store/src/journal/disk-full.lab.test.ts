import { unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewEvent } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { smallDisk } from '../small-disk.testing.ts'
import { FileJournal } from './journal.ts'

const folder = smallDisk()

const text = Array.from({ length: 400 }, (_, i) => `${i} ${'x'.repeat(140)}`).join('\n')
const log: NewEvent = { kind: 'log', host: 'cp-1', step: 'copy', level: 'info', text, lines: 400 }
const step: NewEvent = { kind: 'step', step: 'copy', phase: 'p', host: 'cp-1', state: 'done', attempt: 1 }

describe('on a full disk, a journal', () => {
  test('says so, keeps what it acknowledged readable, and goes on once there is space', async () => {
    const ballast = join(folder(), 'ballast')
    writeFileSync(ballast, Buffer.alloc(300_000))
    const path = join(folder(), 'run.jsonl')
    const journal = await FileJournal.open(path)
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => journal.append(log)))
    const again = await Promise.allSettled(Array.from({ length: 40 }, () => journal.append(log)))
    const one = await Promise.allSettled(Array.from({ length: 40 }, async (_, i) => journal.append(i % 2 ? log : step)))
    const all = [...results, ...again, ...one]
    const lost = all.filter((result) => result.status === 'rejected')
    expect(lost.length).toBeGreaterThan(0)
    for (const { reason } of lost)
      expect(reason).toMatchObject({ code: 'STORE_DISK_FULL', details: { params: { path } } })

    // One at a time until nothing fits, so that something is surely in the file.
    let acknowledged = journal.next - 1
    while (
      await journal.append(log).then(
        () => true,
        () => false,
      )
    )
      acknowledged += 400
    expect(acknowledged).toBeGreaterThan(0)
    expect(journal.next - 1).toBe(acknowledged)

    unlinkSync(ballast)
    expect(await journal.append(step)).toBe(acknowledged + 1)
    const reader = journal.follow(1, new AbortController().signal)
    for (let n = 1; n <= acknowledged + 1; ) {
      const { value } = await reader.next()
      expect(value?.n).toBe(n)
      n += value?.kind === 'log' ? value.lines : 1
    }
    await journal.close()
    const reopened = await FileJournal.open(path)
    expect([reopened.cutBytes, reopened.next]).toEqual([0, acknowledged + 2])
    await reopened.close()
  })
})
