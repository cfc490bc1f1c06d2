import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { JournalEvent, type NewEvent, nextNumber } from '@astrago/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FileJournal } from './journal.ts'

let folder: string
let path: string
let opened: FileJournal[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
  path = join(folder, 'run.jsonl')
  opened = []
})

afterEach(async () => {
  for (const journal of opened) await journal.close()
  await rm(folder, { recursive: true })
})

async function open(): Promise<FileJournal> {
  const journal = await FileJournal.open(path)
  opened.push(journal)
  return journal
}

const step = (state: 'running' | 'done' = 'done'): NewEvent => ({
  kind: 'step',
  step: 'swap',
  phase: 'prepare',
  host: 'cp-1',
  state,
  attempt: 1,
})
const log = (
  text: string,
  more: Partial<{ host: string; step: string; level: 'info' | 'warn' | 'error' }> = {},
): NewEvent => ({
  kind: 'log',
  host: 'cp-1',
  step: 'swap',
  level: 'info',
  text,
  lines: text.split('\n').length,
  ...more,
})
const block = (lines: number, of = 'x'.repeat(140)): string =>
  Array.from({ length: lines }, (_, i) => `${i} ${of}`).join('\n')

/** Each line of the journal as [number, text]; other events count as a line of their kind. */
const linesOf = (events: readonly JournalEvent[]): [number, string][] =>
  events.flatMap((event) =>
    event.kind === 'log'
      ? event.text.split('\n').map((text, i): [number, string] => [event.n + i, text])
      : [[event.n, event.kind] as [number, string]],
  )

/** What a reader has got once `count` numbers are there. */
async function collect(journal: FileJournal, from: number, upTo: number): Promise<JournalEvent[]> {
  const controller = new AbortController()
  const events: JournalEvent[] = []
  for await (const event of journal.follow(from, controller.signal)) {
    events.push(event)
    if (nextNumber(event) >= upTo) controller.abort()
  }
  return events
}

/** Bytes of buffers that are still held. What a buffer stood on is given back a turn after it was collected. */
async function buffersInUse(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc')
  for (let round = 0; round < 3; round++) {
    collectGarbage()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return process.memoryUsage().arrayBuffers
}

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T

type Deed = 'reopen' | 'read' | 'append'
/** What may happen to a journal; `written` is what it must hold. */
const DEEDS: Record<Deed, (journal: FileJournal, written: [number, string][]) => Promise<FileJournal>> = {
  reopen: async (journal) => {
    await journal.close()
    return open()
  },
  read: async (journal, written) => {
    const from = 1 + Math.floor(Math.random() * journal.next)
    const read = linesOf(await journal.read(from, { maxBytes: 10_000_000 }))
    expect(read.filter(([n]) => n >= from)).toEqual(written.filter(([n]) => n >= from))
    return journal
  },
  append: async (journal, written) => {
    const anyLog = (): NewEvent => log(block(1 + Math.floor(Math.random() ** 3 * 800), 'é한\t"\\'))
    const events = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => pick([step, anyLog, anyLog])())
    const numbers = await Promise.all(events.map((event) => journal.append(event)))
    written.push(...linesOf(events.map((event, i) => ({ ...event, n: numbers[i] as number, at: 0 }))))
    return journal
  },
}

describe('a journal', () => {
  test('numbers lines: an event begins right behind the last line of the one before', async () => {
    const journal = await open()
    expect(await Promise.all([journal.append(step()), journal.append(log('a\nb\nc')), journal.append(step())])).toEqual(
      [1, 2, 5],
    )
    expect(journal.next).toBe(6)
    const events = await journal.read(1)
    expect(events.map((event) => JournalEvent.parse(event).n)).toEqual([1, 2, 5])
  })

  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 5],
  ])('read from %i begins with the event that covers it, %i', async (from, n) => {
    const journal = await open()
    for (const event of [step(), log('a\nb\nc'), step()]) await journal.append(event)
    expect((await journal.read(from))[0]?.n).toBe(n)
  })

  test('is empty behind its end', async () => {
    const journal = await open()
    expect(await journal.read(1)).toEqual([])
    await journal.append(step())
    expect(await journal.read(2)).toEqual([])
  })

  test('gives back what was written, in order, without gap or double, whatever is done with it', async () => {
    for (let round = 0; round < 6; round++) {
      await rm(path, { force: true })
      const written: [number, string][] = []
      let journal = await open()
      for (let i = 0; i < 60; i++) {
        const deed = pick<Deed>(['reopen', 'read', 'append', 'append', 'append', 'append', 'append', 'append'])
        journal = await DEEDS[deed](journal, written)
      }
      await DEEDS.append(journal, written)
      const all = linesOf(await collect(journal, 1, journal.next))
      expect(all).toEqual(written)
      expect(all.map(([n]) => n)).toEqual(all.map((_, i) => i + 1))
      await journal.close()
    }
  })

  test('finds any number in a large file', async () => {
    const journal = await open()
    for (let i = 0; i < 200; i++) await journal.append(log(block(1 + ((i * 37) % 400))))
    for (const from of [1, 2, 399, 5_000, 17_777, journal.next - 1]) {
      const first = (await journal.read(from, { maxBytes: 1 }))[0] as JournalEvent
      expect(first.n).toBeLessThanOrEqual(from)
      expect(nextNumber(first)).toBeGreaterThan(from)
    }
  })
})

describe('the steps of a journal', () => {
  test('are all there, in order, and nothing of the log, however much of it lies between', async () => {
    const journal = await open()
    const told: number[] = []
    for (let i = 0; i < 20; i++) {
      told.push(await journal.append(step('running')))
      await journal.append(log(block(2000, 'a line that says "kind":"step" and {"n":1,"kind":"step"}')))
      told.push(await journal.append(step()))
      await journal.append({ kind: 'phase', phase: 'prepare', state: 'done' })
    }
    const found: [number, string][] = []
    for await (const mark of journal.marks()) if (mark.kind === 'step') found.push([mark.n, mark.state])
    expect(found).toEqual(told.map((n, i) => [n, i % 2 ? 'done' : 'running']))
  })

  test('of a damaged journal are not made up', async () => {
    await writeFile(path, '{"n":1,"at":1,"kind":"step","state":"odd"}\n')
    const journal = await open()
    await expect(journal.marks().next()).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' })
  })
})

describe('a part of a journal', () => {
  test('covers every number asked for and begins and ends with the events that do', async () => {
    const journal = await open()
    await journal.append(step())
    for (let i = 0; i < 60; i++) await journal.append(log(block(1 + ((i * 37) % 400))))
    const last = journal.next - 1
    for (const [from, lines] of [
      [1, 1],
      [2, 500],
      [1717, 2000],
      [last - 3, 2000],
      [last, 1],
    ] as const) {
      const events = await journal.readRange(from, lines)
      const numbers = linesOf(events).map(([n]) => n)
      expect(numbers[0]).toBeLessThanOrEqual(from)
      expect(numbers.at(-1)).toBeGreaterThanOrEqual(Math.min(last, from + lines - 1))
      expect(events.every((event) => event.n < from + lines && nextNumber(event) > from)).toBe(true)
      expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
    }
    expect(await journal.readRange(last + 1, 10)).toEqual([])
  })

  test('is all but the log lines', async () => {
    const journal = await open()
    await journal.append(log('"kind":"step"'))
    await journal.append(step('running'))
    for (let i = 0; i < 8; i++) await journal.append(log(block(800)))
    await journal.append(step('done'))
    await journal.append(log('the end'))
    const marks: [number, string][] = []
    for await (const { n, kind } of journal.marks()) marks.push([n, kind])
    expect(marks).toEqual([
      [2, 'step'],
      [6403, 'step'],
    ])
  })
})

describe('a follower', () => {
  test('gets what was there, then what comes, as the bytes of the file', async () => {
    const journal = await open()
    await journal.append(log('old'))
    const controller = new AbortController()
    const batches: { events: JournalEvent[]; next: number | null }[] = []
    const reading = (async () => {
      for await (const { events, next } of journal.followRaw(1, controller.signal)) {
        batches.push({ events: JSON.parse(`[${events.toString()}]`), next })
        if (batches.length === 1) await Promise.all([journal.append(log('new')), journal.append(step())])
        if (next === 4) controller.abort()
      }
    })()
    await reading
    expect(batches.flatMap(({ events }) => linesOf(events))).toEqual([
      [1, 'old'],
      [2, 'new'],
      [3, 'step'],
    ])
    expect(batches[0]?.next).toBe(2)
  })

  test('is told at once that there is nothing yet, and ends with its signal or with the journal', async () => {
    const journal = await open()
    const controller = new AbortController()
    const reader = journal.followRaw(1, controller.signal)
    expect((await reader.next()).value).toEqual({ events: Buffer.alloc(0), next: 1 })
    setTimeout(() => controller.abort(), 10)
    expect((await reader.next()).done).toBe(true)
    const other = journal.follow(1, new AbortController().signal)
    setTimeout(() => journal.close(), 10)
    expect((await other.next()).done).toBe(true)
  })

  test('ends when it is told so in the very moment it asks for more', async () => {
    const journal = await open()
    const controller = new AbortController()
    const reader = journal.followRaw(1, controller.signal)
    await reader.next()
    const last = reader.next()
    controller.abort()
    expect((await last).done).toBe(true)
  })

  test('that asks from behind the end, as after a lost tail, gets the next event', async () => {
    const journal = await open()
    await journal.append(step())
    const reader = journal.follow(50, new AbortController().signal)
    setTimeout(() => journal.append(step('running')), 10)
    expect((await reader.next()).value).toMatchObject({ n: 2, state: 'running' })
  })

  test('that stands still costs no memory and delays nobody, and later gets everything', async () => {
    const journal = await open()
    const text = block(430)
    const stalled = journal.followRaw(1, new AbortController().signal)
    await journal.append(log(text))
    await stalled.next()
    const before = await buffersInUse()
    for (let i = 0; i < 1000; i++) await journal.append(log(text))
    expect((await buffersInUse()) - before).toBeLessThan(20_000_000)
    expect((await stat(path)).size).toBeGreaterThan(60_000_000)
    let next: number | null = null
    let bytes = 0
    while (next !== journal.next) {
      const { value } = await stalled.next()
      bytes += value?.events.length ?? 0
      next = value?.next ?? null
    }
    expect(bytes).toBeGreaterThan(60_000_000)
  })

  test('among many, beside a writer that does not pause, gets every line once', async () => {
    const journal = await open()
    const last = 300 * 50 + 1
    const readers = [1, 1, 700, 12_000].map((from) => collect(journal, from, last))
    for (let i = 0; i < 300; i++) {
      const done = journal.append(log(block(50)))
      if (i % 7 === 0) await done
    }
    for (const [i, events] of (await Promise.all(readers)).entries()) {
      const numbers = linesOf(events).map(([n]) => n)
      const first = [1, 1, 700, 12_000][i] as number
      expect(numbers[0]).toBeLessThanOrEqual(first)
      expect(numbers).toEqual(
        Array.from({ length: last - (numbers[0] as number) }, (_, k) => (numbers[0] as number) + k),
      )
    }
  })
})

describe('a journal that is opened again', () => {
  test('goes on with the next number', async () => {
    const first = await open()
    await first.append(log('a\nb'))
    await first.close()
    const second = await open()
    expect(second.cutBytes).toBe(0)
    expect(await second.append(step())).toBe(3)
  })

  test('cuts off a half-written last line, wherever it was cut, and says how much', async () => {
    const journal = await open()
    await journal.append(log('a\nb'))
    const whole = (await stat(path)).size
    await journal.append(log('한글 with "quotes"'))
    await journal.close()
    const full = await readFile(path)
    for (let size = whole; size < full.length; size++) {
      await writeFile(path, full.subarray(0, size))
      const again = await open()
      expect(again.cutBytes).toBe(size - whole)
      expect([again.next, (await stat(path)).size]).toEqual([3, whole])
      await again.close()
    }
  })

  test('cuts off a line that a power cut left as zeros', async () => {
    const journal = await open()
    await journal.append(step())
    await journal.close()
    await appendFile(path, `${'\0'.repeat(5000)}\n`)
    const again = await open()
    expect([again.cutBytes, again.next]).toEqual([5001, 2])
  })

  test('or cannot be made says so', async () => {
    await expect(FileJournal.open(join(folder, 'no', 'run.jsonl'))).rejects.toMatchObject({
      code: 'STORE_WRITE_FAILED',
      details: { params: { detail: 'ENOENT' } },
    })
  })

  test('leaves a file alone that is no journal', async () => {
    await writeFile(path, 'something else\nof somebody\n')
    await expect(FileJournal.open(path)).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' })
    expect(await readFile(path, 'utf8')).toBe('something else\nof somebody\n')
  })

  test('tells where a line in the middle is damaged', async () => {
    const journal = await open()
    await journal.append(step())
    const { size } = await stat(path)
    await journal.append(step())
    await journal.append(step())
    await journal.close()
    const bytes = await readFile(path)
    bytes[size + 3] = 0
    await writeFile(path, bytes)
    const again = await open()
    await expect(again.read(1)).rejects.toMatchObject({
      code: 'JOURNAL_DAMAGED',
      details: { params: { offset: size } },
    })
  })

  test('after its writer was killed has everything that was acknowledged', async () => {
    for (let round = 0; round < 3; round++) {
      await rm(path, { force: true })
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('./endless-writer.testing.ts', import.meta.url)), path],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      let acknowledged = 0
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged = Number(line)
        if (acknowledged > 3_000 * (round + 1)) child.kill('SIGKILL')
      }
      const journal = await open()
      expect(journal.next).toBeGreaterThan(acknowledged)
      const numbers = linesOf(await collect(journal, 1, journal.next)).map(([n]) => n)
      expect(numbers).toEqual(numbers.map((_, i) => i + 1))
      expect(await journal.append(step())).toBe(numbers.length + 1)
      await journal.close()
    }
  })

  test('that lost its tail to a shorter file counts from there', async () => {
    const journal = await open()
    for (let i = 0; i < 5; i++) await journal.append(step())
    await journal.close()
    await truncate(path, (await stat(path)).size - 10)
    expect((await open()).next).toBe(5)
  })
})
