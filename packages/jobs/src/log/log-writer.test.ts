import { setTimeout as wait } from 'node:timers/promises'
import type { LogEvent, NewEvent } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { makeRedactor } from '../redact/redactor.ts'
import { memoryJournal } from '../testing.ts'
import { foldLines } from './fold.ts'
import { type LogWriter, makeLogWriter } from './log-writer.ts'

const target = (redactor = makeRedactor([])) => {
  const journal = memoryJournal()
  const log = makeLogWriter({ journal, redactor, host: 'cp-1', step: 'copy' })
  return { log, events: journal.events as LogEvent[] }
}

describe('a log writer', () => {
  test('makes one event of what comes at once, many lines each', async () => {
    const { log, events } = target()
    for (let i = 0; i < 1000; i++) await log.output.onStdout(Buffer.from(`line ${i}\n`))
    await log.end()
    expect(events).toMatchObject([{ kind: 'log', host: 'cp-1', step: 'copy', level: 'info', lines: 1000, n: 1 }])
  })

  test('writes within 20 ms without being asked', async () => {
    const { log, events } = target()
    log.log('hello')
    await wait(60)
    expect(events).toMatchObject([{ text: 'hello' }])
  })

  test('keeps the order of output, errors and own words, and tells them apart', async () => {
    const { log, events } = target()
    await log.output.onStdout(Buffer.from('a\n'))
    await log.output.onStderr(Buffer.from('b\n'))
    log.log('c\nd', 'error')
    await log.output.onStdout(Buffer.from('e'))
    await log.end()
    expect(events.map(({ level, text, lines }) => [level, text, lines])).toEqual([
      ['info', 'a', 1],
      ['warn', 'b', 1],
      ['error', 'c\nd', 2],
      ['info', 'e', 1],
    ])
  })

  test('masks a secret and a letter that are cut in two by a chunk', async () => {
    const { log, events } = target(makeRedactor(['hunter22']))
    const bytes = Buffer.from('암호 hunter22 끝\n')
    const middleOfLetter = 4
    for (const [i, byte] of bytes.entries()) {
      await log.output.onStdout(Buffer.from([byte]))
      if (i === middleOfLetter) await wait(40)
    }
    await log.end()
    expect(events.map(({ text }) => text).join('')).toBe('암호 *** 끝')
  })

  type Way = (log: LogWriter, chunk: Buffer) => void | Promise<void>
  test.each<[string, Way]>([
    ['output', (log, chunk) => log.output.onStdout(chunk)],
    ['errors', (log, chunk) => log.output.onStderr(chunk)],
    ['lines of a stream', (log, chunk) => log.relay(String(chunk).trimEnd(), 'warn')],
  ])('holds %s back while the journal is slow, and tells at the end that it failed', async (_, push) => {
    const release: { resolve: () => void; reject: (error: Error) => void }[] = []
    const journal = {
      append: (_event: NewEvent) => new Promise<void>((resolve, reject) => release.push({ resolve, reject })),
    }
    const log = makeLogWriter({ journal, redactor: makeRedactor([]), host: 'h', step: 's' })
    const chunk = Buffer.from(`${'x'.repeat(99)}\n`.repeat(700))
    const pushed = Array.from({ length: 20 }, () => push(log, chunk))
    const held = pushed.find((promise) => promise !== undefined)
    expect(pushed.indexOf(held)).toBe(Math.floor(1_048_576 / chunk.length))
    release[0]?.reject(new Error('disk'))
    for (const { resolve } of release) resolve()
    await held
    await expect(log.end()).rejects.toThrow('disk')
  })
})

describe('foldLines', () => {
  test.each([
    ['', [{ text: '', lines: 1 }]],
    ['a\n\nb', [{ text: 'a\n\nb', lines: 3 }]],
    [
      'aaaa\nbbbb\ncc',
      [
        { text: 'aaaa', lines: 1 },
        { text: 'bbbb', lines: 1 },
        { text: 'cc', lines: 1 },
      ],
    ],
    ['a\n', [{ text: 'a\n', lines: 2 }]],
  ])('%j', (text, pieces) => {
    expect(foldLines(text, 4)).toEqual(pieces)
  })

  test('splits a line of a megabyte and keeps those around it', () => {
    const pieces = foldLines(`before\n${'x'.repeat(1_000_000)}\nafter`, 65_536)
    expect(pieces.map(({ lines }) => lines)).toEqual([1, 62, 1])
    expect(pieces.map(({ text }) => text.replaceAll('\n', '')).join('\n')).toBe(
      `before\n${'x'.repeat(1_000_000)}\nafter`,
    )
  })

  test('counts the lines it gives, whatever the text', () => {
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 30 }, () => 'x'.repeat(Math.floor(Math.random() ** 6 * 40_000))).join('\n')
      const pieces = foldLines(text, Math.floor(Math.random() * 3000))
      for (const piece of pieces) expect(piece.text.split('\n').length).toBe(piece.lines)
      expect(
        pieces
          .map((piece) => piece.text)
          .join('')
          .replaceAll('\n', ''),
      ).toBe(text.replaceAll('\n', ''))
    }
  })
})
