import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Locale, markWords } from '@astrago/contracts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { FileJournal } from './journal.ts'
import type { SearchOptions } from './search.ts'

let folder: string
let journal: FileJournal

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
  journal = await FileJournal.open(join(folder, 'run.jsonl'))
  await journal.append({ kind: 'run', state: 'running' })
  await journal.append({
    kind: 'log',
    host: 'cp-1',
    step: 'swap',
    level: 'info',
    text: 'Swap off\nreading fstab',
    lines: 2,
  })
  await journal.append({ kind: 'log', host: 'cp-2', step: 'swap', level: 'warn', text: 'swap is busy', lines: 1 })
  await journal.append({
    kind: 'log',
    host: 'cp-2',
    step: 'copy',
    level: 'error',
    text: 'no space\n복사 실패',
    lines: 2,
  })
  const problem = { code: 'HOST_LOST', host: 'cp-2' } as const
  const step = { kind: 'step', step: 'copy', phase: 'p', host: 'cp-2', state: 'failed', problem } as const
  await journal.append({ ...step, attempt: 1, again: true })
  await journal.append({ ...step, attempt: 2 })
  await journal.append({ kind: 'phase', phase: 'p', state: 'failed' })
})

afterAll(async () => {
  await journal.close()
  await rm(folder, { recursive: true })
})

const plan = {
  phases: [
    {
      id: 'p',
      title: { ko: '준비', en: 'Prepare' },
      actions: [{ id: 'copy', describe: { ko: '복사', en: 'Send files' } }],
    },
  ],
} as unknown as Parameters<typeof markWords>[1]
const words = (locale: Locale = 'ko') => markWords('install', plan, locale)

const search = (options: SearchOptions) => journal.search(options, words('en'))
const numbers = async (options: SearchOptions): Promise<number[]> => (await search(options)).lines.map(({ n }) => n)
const text = async (options: SearchOptions, locale: Locale): Promise<string[]> => {
  let all = ''
  for await (const piece of journal.text(options, words(locale))) all += piece
  return all.trimEnd().split('\n')
}

describe('a search', () => {
  test.each<[string, SearchOptions, number[]]>([
    ['everything', {}, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['a word, in whatever case', { search: 'SWAP' }, [2, 4]],
    ['Korean', { search: '실패' }, [6]],
    ['what the console wrote itself, by the titles of the plan', { search: 'send files' }, [7, 8]],
    ['what the console wrote of a failure', { search: 'connection to cp-2' }, [7, 8]],
    ['a host', { host: 'cp-2' }, [4, 5, 6, 7, 8]],
    ['a step', { step: 'copy' }, [5, 6, 7, 8]],
    ['a level and those above it', { level: 'warn' }, [4, 5, 6, 7, 8, 9]],
    ['errors only: a step that failed for good, not one that was tried again', { level: 'error' }, [5, 6, 8, 9]],
    ['all of it together', { host: 'cp-2', step: 'swap', level: 'warn', search: 'busy' }, [4]],
    ['what is not there', { search: 'nowhere' }, []],
    ['from the middle of an event', { from: 3, level: 'info' }, [3, 4, 5, 6, 7, 8, 9]],
    ['characters that are written otherwise in the file', { search: '"' }, []],
  ])('finds %s', async (_name, options, found) => {
    expect(await numbers(options)).toEqual(found)
    const { from = 1, ...filter } = options
    const downloaded = (await text(filter, 'en')).filter((line) => line !== '').map((line) => Number.parseInt(line, 10))
    expect(downloaded.filter((n) => n >= from)).toEqual(found)
  })

  test('goes on where its limit ended it, to the end', async () => {
    const first = await search({ limit: 2 })
    expect(first).toMatchObject({ lines: [{ n: 1 }, { n: 2 }], next: 3, total: 9 })
    expect(await search({ limit: 7, from: first.next ?? 0 })).toMatchObject({
      lines: [3, 4, 5, 6, 7, 8, 9].map((n) => ({ n })),
      next: null,
    })
  })

  test('through a large journal lets other work in again and again', async () => {
    const large = await FileJournal.open(join(folder, 'large.jsonl'))
    const text = Array.from({ length: 430 }, (_, i) => `${i} ${'x'.repeat(140)}`).join('\n')
    const event = { kind: 'log', host: 'h', step: 's', level: 'info', text, lines: 430 } as const
    await Promise.all(Array.from({ length: 465 }, () => large.append(event)))
    const parse = vi.spyOn(JSON, 'parse')
    const atOnce: number[] = []
    let searching = true
    const turn = (): void => {
      atOnce.push(parse.mock.calls.length)
      parse.mockClear()
      if (searching) setImmediate(turn)
    }
    turn()
    const result = await large.search({ search: 'not there' }, words())
    searching = false
    turn()
    parse.mockRestore()
    await large.close()
    expect(result).toEqual({ lines: [], next: null, total: 199_950 })
    expect(atOnce.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(465)
    expect(atOnce.reduce((most, count) => Math.max(most, count))).toBeLessThan(20)
  })
})

describe('the text of a journal', () => {
  test('has a line for each of its lines, and says what went wrong in the language asked for', async () => {
    const lines = await text({}, 'ko')
    expect(lines.map((line) => line.replace(/ \S+Z /, ' '))).toEqual([
      '1 - - info ══ 실행 시작',
      '2 cp-1 swap info Swap off',
      '3 cp-1 swap info reading fstab',
      '4 cp-2 swap warn swap is busy',
      '5 cp-2 copy error no space',
      '6 cp-2 copy error 복사 실패',
      '7 cp-2 copy warn ! 복사: 실패해서 다시 시도합니다 — 작업 중에 cp-2와의 연결이 끊어졌습니다.',
      '8 cp-2 copy error ✕ 복사: 실패 — 작업 중에 cp-2와의 연결이 끊어졌습니다.',
      '9 - p error ── 준비 실패',
    ])
  })
})
