import { expect, test } from 'vitest'
import { diffLines } from './diff-lines.ts'

const shown = (before: string, after: string) => diffLines(before, after).map(({ sign, text }) => sign + text)

test.each([
  ['a new file', '', 'a\nb\n', ['+a', '+b']],
  ['a removed file', 'a\n', '', ['-a']],
  ['a line in the middle', 'a\nb\nc\n', 'a\nB\nc\n', [' a', '-b', '+B', ' c']],
  ['a line at the end', 'a\n', 'a\nb\n', [' a', '+b']],
  ['the same line twice', 'a\na\n', 'a\n', [' a', '-a']],
  ['no change', 'a\nb', 'a\nb', [' a', ' b']],
])('%s', (_, before, after, lines) => expect(shown(before, after)).toEqual(lines))
