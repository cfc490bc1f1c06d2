import { expect, it } from 'vitest'
import { foldNames } from './host-names.ts'

const range = (prefix: string, from: number, to: number, length = 0): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => prefix + String(from + n).padStart(length, '0'))

it.each([
  [[], ''],
  [['cp-1'], 'cp-1'],
  [['cp-1', 'cp-2'], 'cp-1, cp-2'],
  [['cp-1', 'cp-2', 'cp-3'], 'cp-[1-3]'],
  [['cp-3', 'cp-1', 'cp-2', 'cp-2'], 'cp-[1-3]'],
  [[...range('gpu-', 1, 16, 2), 'gpu-18', 'gpu-19'], 'gpu-[01-16,18,19]'],
  [range('n', 1, 100), 'n[1-100]'],
  [range('n', 98, 101, 3), 'n[098-101]'],
  [['n1', 'n2', 'n3', 'n01', 'n02', 'n03'], 'n[1-3], n[01-03]'],
  [range('rack1-node', 1, 3).map((name) => `${name}.dc`), 'rack1-node[1-3].dc'],
  [['master', 'n1', 'n2', 'n3', 'bastion'], 'master, n[1-3], bastion'],
  [['n1234567890123', 'n1234567890124', 'n1234567890125'], 'n1234[567890123-567890125]'],
])('%j is %s', (names, text) => {
  expect(foldNames(names)).toBe(text)
})

it('loses and invents no host', () => {
  const names = range('a', 7, 12).concat(range('b-', 1, 9, 2), ['c', 'a1'])
  const unfolded = foldNames(names)
    .split(/, /)
    .flatMap((part) => {
      const [, prefix = '', inner] = /^(.*)\[(.*)\]$/.exec(part) ?? []
      if (inner === undefined) return [part]
      return inner.split(',').flatMap((run) => {
        const [from = '', to = from] = run.split('-')
        return range(prefix, Number(from), Number(to), from.length)
      })
    })
  expect(unfolded.toSorted()).toEqual(names.toSorted())
})
