import { describe, expect, it } from 'vitest'
import { displayWidth, padTo, wrap } from './width.ts'

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['한글', 4],
    ['cp-1 컨트롤', 11],
    ['e\u0301', 1],
    ['🙂', 2],
    ['漢字', 4],
    ['ㄱㄴ', 4],
    ['', 0],
  ])('%s takes %d cells', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })
})

describe('wrap', () => {
  it('breaks Hangul between words, never inside one that fits', () => {
    expect(wrap('방화벽 정책을 확인하십시오', 14)).toEqual(['방화벽 정책을', '확인하십시오'])
  })

  it('cuts only a word that is wider than a line', () => {
    expect(wrap('a sha256:0123456789', 8)).toEqual(['a', 'sha256:', '01234567', '89'])
    expect(wrap('가나다라마', 5)).toEqual(['가나', '다라', '마'])
  })

  it('cuts a long list behind a joint in the second half of the line', () => {
    expect(wrap('n[001-003,005,007,009]', 12)).toEqual(['n[001-003,', '005,007,009]'])
    expect(wrap('a,bbbbbbbbbbbbbbbb', 8)).toEqual(['a,bbbbbb', 'bbbbbbbb', 'bb'])
  })

  it('keeps line ends and wraps nothing without a width', () => {
    expect(wrap('a b\nc', Number.POSITIVE_INFINITY)).toEqual(['a b', 'c'])
  })
})

it('pads to cells, not characters', () => {
  expect(padTo('조치', 6)).toBe('조치  ')
  expect(padTo('질문지', 4)).toBe('질문지')
})
