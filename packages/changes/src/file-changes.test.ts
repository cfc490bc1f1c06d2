import { expect, test } from 'vitest'
import { wholeFile } from './change.ts'
import { fileChanges } from './file-changes.ts'

const append = { kind: 'edit', name: '/etc/fstab', edit: (text: string | null) => `${text ?? ''}new\n` } as const

test.each([
  [
    'an edited file keeps its mode',
    append,
    { '/etc/fstab': { text: 'old\n', mode: '640' } },
    '640',
    'old\n',
    'old\nnew\n',
  ],
  ['one that is not there yet is readable by all', append, { '/etc/fstab': null }, '644', null, 'new\n'],
  [
    'a file of ours has the mode it is to have',
    wholeFile('/a', 'x\n', 0o600),
    { '/a': { text: 'y', mode: '644' } },
    '600',
    'y',
    'x\n',
  ],
])('%s', (_, change, files, mode, before, after) => {
  expect(fileChanges([change], files)).toEqual([{ path: change.name, mode, before, after }])
})

test('a file that stays as it is does not show', () => {
  const change = { ...append, edit: (text: string | null) => text }
  expect(fileChanges([change], { '/etc/fstab': { text: 'old', mode: '600' } })).toEqual([])
})
