import { expect, test } from 'vitest'
import { fileHeader, siteFile } from './file-header.ts'

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

test('a file of a site has its name, and the day of this machine, not that of Greenwich', () => {
  const newYear = new Date(2027, 0, 1, 0, 30)
  expect(siteFile('한빛병원', 'facts', 'json', newYear)).toBe('AstraGo-한빛병원-facts-2027-01-01.json')
})
