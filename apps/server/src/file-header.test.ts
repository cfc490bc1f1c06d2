import { expect, test } from 'vitest'
import { fileHeader } from './file-header.ts'

/** RFC 5987: attr-char or pct-encoded. */
const FORM = /^(attachment|inline); filename\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+)$/

test.each(["한빛병원 (서울) 'AI'*.pdf", 'a"b;c\r\nX: y/..\\.yaml', 'lone \ud800.pdf'])(
  '%j is carried whole',
  (name) => {
    const [, , value = ''] = FORM.exec(fileHeader(name)) ?? []
    expect(decodeURIComponent(value)).toBe(name.toWellFormed())
  },
)

test('a file that the browser shows says so', () => {
  expect(FORM.exec(fileHeader('a.html', 'inline'))?.[1]).toBe('inline')
})
