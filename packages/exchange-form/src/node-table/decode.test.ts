import { expect, test } from 'vitest'
import { decodeTable } from './decode.ts'
import { parseNodeTable } from './parse.ts'

const TABLE = '서버 이름,주소,역할\ncp-1,10.20.0.11,컨트롤 플레인\n'
const ROWS = [{ name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] }]

/** TABLE in the code page of Korean Windows, as `iconv -t CP949` makes it. */
const CP949 =
  'bcadb9f620c0ccb8a72cc1d6bcd22cbfaac7d20a' + '63702d312c31302e32302e302e31312cc4c1c6aeb7d120c7c3b7b9c0ce0a'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const utf16 = (text: string, order: 'le' | 'be') => {
  const buffer = Buffer.from(text, 'utf16le')
  return new Uint8Array(order === 'be' ? buffer.swap16() : buffer)
}

test.each<[string, Uint8Array]>([
  ['UTF-8', new TextEncoder().encode(TABLE)],
  ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${TABLE}`)],
  ['CP949', bytes(CP949)],
  ['UTF-16 LE with a mark', utf16(`\uFEFF${TABLE}`, 'le')],
  ['UTF-16 BE with a mark', utf16(`\uFEFF${TABLE}`, 'be')],
  ['UTF-16 LE without a mark', utf16(TABLE, 'le')],
  ['UTF-16 BE without a mark', utf16(TABLE, 'be')],
  ['UTF-16 with tabs, as spreadsheets save "Unicode text"', utf16(`\uFEFF${TABLE.replaceAll(',', '\t')}`, 'le')],
])('%s is read', (_, file) => {
  const decoded = decodeTable(file)
  expect('text' in decoded && parseNodeTable(decoded.text)).toEqual({ rows: ROWS, problems: [] })
})

const SHEET = /다른 이름으로 저장/
test.each<[string, Uint8Array, RegExp]>([
  ['a spreadsheet', bytes('504b030414000600'), /\.xlsx\).*다른 이름으로 저장/],
  ['an old spreadsheet', bytes('d0cf11e0a1b11ae1'), /암호가 걸린 엑셀.*다른 이름으로 저장/],
  ['a PDF', new TextEncoder().encode('%PDF-1.7\n'), SHEET],
  ['a picture', bytes('89504e470d0a1a0a'), SHEET],
  [
    'a web page called .xls',
    new TextEncoder().encode('\uFEFF<html><table><tr><td>cp-1'),
    /웹 페이지.*다른 이름으로 저장/,
  ],
  ['bytes without letters', bytes('00ff10800080ff0001'), SHEET],
  ['letters of another code page', bytes('63702d312cff8081fe0a'), /글자를 읽을 수 없는/],
  ['nothing', new Uint8Array(), /빈 파일/],
])('%s is refused with what to do', (_, file, message) => {
  const decoded = decodeTable(file)
  expect('problem' in decoded && decoded.problem.ko).toMatch(message)
  expect('problem' in decoded && decoded.problem.en).toMatch(/^[\x20-\x7e]+$/)
})

test('random bytes throw nothing', () => {
  let seed = 3
  const next = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31)
  for (let round = 0; round < 2000; round++) {
    const decoded = decodeTable(Uint8Array.from({ length: next() % 60 }, () => (next() >> 8) & 255))
    expect('text' in decoded || 'problem' in decoded).toBe(true)
  }
})
