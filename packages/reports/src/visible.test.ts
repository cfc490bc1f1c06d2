import { expect, it } from 'vitest'
import { visible } from './visible.ts'

it.each([
  ['escape sequences', 'a\u001b[2Jb', 'a\\u{1b}[2Jb'],
  ['C1 controls', 'a\u009bb', 'a\\u{9b}b'],
  ['bidirectional overrides', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
  ['zero width characters', 'a\u200bb\ufeffc', 'a\\u{200b}b\\u{feff}c'],
  ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  [
    'fillers and tags that show nothing',
    'a\u3164b\u115fc\u{e0041}d\u061ce',
    'a\\u{3164}b\\u{115f}c\\u{e0041}d\\u{61c}e',
  ],
  ['what XML cannot hold', 'a\ufffeb\uffffc', 'a\\u{fffe}b\\u{ffff}c'],
  ['line ends and tabs', 'a\r\nb\rc\td', 'a\nb\nc  d'],
  ['plain text', '한글 漢字 é 🙂 ❤️ e\u0301', '한글 漢字 é 🙂 ❤️ e\u0301'],
])('makes %s harmless', (_name, text, shown) => {
  expect(visible(text)).toBe(shown)
})
