import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  await journal.append({ kind: 'step', step: 'copy', phase: 'p', host: 'cp-2', state: 'failed', attempt: 2, problem })
})

afterAll(async () => {
  await journal.close()
  await rm(folder, { recursive: true })
})

const numbers = async (options: SearchOptions): Promise<number[]> =>
  (await journal.search(options)).lines.map(({ n }) => n)

describe('a search', () => {
  test.each<[string, SearchOptions, number[]]>([
    ['everything that was logged', {}, [2, 3, 4, 5, 6]],
    ['a word, in whatever case', { search: 'SWAP' }, [2, 4]],
    ['Korean', { search: '실패' }, [6]],
    ['a host', { host: 'cp-2' }, [4, 5, 6]],
    ['a step', { step: 'copy' }, [5, 6]],
    ['a level and those above it', { level: 'warn' }, [4, 5, 6]],
    ['all of it together', { host: 'cp-2', step: 'swap', level: 'warn', search: 'busy' }, [4]],
    ['what is not there', { search: 'nowhere' }, []],
    ['from the middle of an event', { from: 3 }, [3, 4, 5, 6]],
    ['characters that are written otherwise in the file', { search: '"' }, []],
  ])('finds %s', async (_name, options, found) => {
    expect(await numbers(options)).toEqual(found)
  })

  test('goes on where its limit ended it, to the end', async () => {
    const first = await journal.search({ limit: 2 })
    expect(first).toMatchObject({ lines: [{ n: 2 }, { n: 3 }], next: 4, total: 7 })
    expect(await journal.search({ limit: 3, from: first.next ?? 0 })).toMatchObject({
      lines: [{ n: 4 }, { n: 5 }, { n: 6 }],
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
    const result = await large.search({ search: 'not there' })
    searching = false
    turn()
    parse.mockRestore()
    await large.close()
    expect(result).toEqual({ lines: [], next: null, total: 199_950 })
    expect(atOnce.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(465)
    expect(Math.max(...atOnce)).toBeLessThan(20)
  })
})

describe('the text of a journal', () => {
  const text = async (...args: Parameters<FileJournal['text']>): Promise<string[]> => {
    let all = ''
    for await (const piece of journal.text(...args)) all += piece
    return all.trimEnd().split('\n')
  }

  test('has a line for each of its lines, and says what went wrong in the language asked for', async () => {
    const lines = await text({}, 'ko')
    expect(lines.map((line) => line.replace(/ \S+Z /, ' '))).toEqual([
      '1 - - [running]',
      '2 cp-1 swap info Swap off',
      '3 cp-1 swap info reading fstab',
      '4 cp-2 swap warn swap is busy',
      '5 cp-2 copy error no space',
      '6 cp-2 copy error 복사 실패',
      '7 cp-2 copy [failed] 작업 중에 cp-2와의 연결이 끊어졌습니다.',
    ])
  })

  test('follows the filter', async () => {
    expect((await text({ search: 'swap' }, 'en')).map((line) => line[0])).toEqual(['2', '4'])
    expect((await text({ host: 'cp-2', step: 'copy' }, 'en')).map((line) => line[0])).toEqual(['5', '6', '7'])
  })
})
