import { describe, expect, it } from 'vitest'
import type { Ruler } from './ruler.ts'
import { inlines, oneLine } from './text.ts'

/** A stand-in for the font: every character is one point wide. */
const ruler: Ruler = { width: (text) => text.length, drawable: (text) => text, replaced: () => false }
const parts = (text: string, width: number): string[] =>
  inlines(text, width, 8, false, ruler).map((inline) => (inline.noWrap ? inline.text : `~${inline.text}`))

describe('inlines', () => {
  it('keeps words that fit together', () => {
    expect(parts('방화벽 정책을 확인', 6)).toEqual(['방화벽 ', '정책을 ', '확인'])
  })

  it('lets only a word wider than the line be broken inside', () => {
    expect(parts('값 0123456789 끝', 6)).toEqual(['값 ', '~0123456789 ', '끝'])
  })

  it('takes a particle off a long token', () => {
    expect(parts('/var/lib/rancher에서 확인', 8)).toEqual(['~/var/lib/rancher', '에서 ', '확인'])
  })

  it('ends the line before a path that does not fit it any more, which pdfmake would not', () => {
    expect(parts('none: /a/b, /c/d, /e', 12)).toEqual(['none: ', '/a/b, ', '~\n', '/c/d, ', '/e'])
    expect(parts('none: alpha, bravo', 12)).toEqual(['none: ', 'alpha, ', 'bravo'])
  })

  it('loses no character', () => {
    const text = '가나 다라마바사아자차카타파하  abcdefghijklmnop에서, 끝.'
    expect(
      inlines(text, 5, 8, false, ruler)
        .map((inline) => inline.text)
        .join(''),
    ).toBe(text)
  })

  it('ends lines where the text does', () => {
    expect(parts('a\nb', 5)).toEqual(['a', '~\n', 'b'])
  })

  it('cuts a value that would fill pages and says how long it was', () => {
    const all = parts('x'.repeat(9000), 100).join('')
    expect(all.length).toBeLessThan(4100)
    expect(all).toContain('(9000)')
  })
})

it('cuts a line with an ellipsis', () => {
  expect(oneLine('abcdef', 6, 8, ruler)).toBe('abcdef')
  expect(oneLine('abcdefg\nh', 6, 8, ruler)).toBe('abcde…')
})
