import type { Localized } from '@astrago/contracts'
import { l } from '../text.ts'

const SAVE_AS_CSV = l(
  '엑셀에서 "다른 이름으로 저장 > CSV UTF-8"로 저장한 파일을 고르거나, 표를 복사해 아래에 붙여 넣어 주십시오.',
  'In the spreadsheet choose "Save as > CSV UTF-8" and pick that file, or copy the cells and paste them below.',
)

const because = (ko: string, en: string): Localized => l(`${ko} ${SAVE_AS_CSV.ko}`, `${en} ${SAVE_AS_CSV.en}`)
const OFFICE = because('엑셀 파일(.xlsx)은 그대로 읽을 수 없습니다.', 'A spreadsheet (.xlsx) cannot be read as it is.')
const OLD_OFFICE = because(
  '예전 형식이거나 암호가 걸린 엑셀 파일은 읽을 수 없습니다.',
  'A spreadsheet of the old format or with a password cannot be read.',
)
const NOT_TEXT = because('표가 든 텍스트 파일이 아닙니다.', 'This is not a text file with a table.')
const PAGE = because(
  '이름만 엑셀이고 실제로는 웹 페이지인 파일입니다.',
  'This file is a web page, whatever its name says.',
)
const UNKNOWN = because('글자를 읽을 수 없는 파일입니다.', 'The letters in this file cannot be read.')
const EMPTY = l('빈 파일입니다.', 'This file is empty.')

/** Files that people pick by mistake, by the bytes they begin with: office, archives, PDF, RTF and pictures. */
const WRONG: readonly (readonly [string, Localized])[] = [
  ['504b0304', OFFICE],
  ['d0cf11e0', OLD_OFFICE],
  ...['25504446', '7b5c727466', '89504e47', 'ffd8ff', '47494638', '52617221', '377abcaf', '1f8b'].map(
    (start) => [start, NOT_TEXT] as const,
  ),
]
const WEB_PAGE = /^\s*<(?:!doctype|html|\?xml|table|meta)/i

export type DecodedTable = { text: string } | { problem: Localized }

/**
 * The text of a CSV or TSV file: UTF-8 with or without a mark, UTF-16 with or without one, else the code page of Korean
 * Windows (CP949, which decoders call euc-kr). What is no text is answered with what to do instead.
 */
export function decodeTable(bytes: Uint8Array): DecodedTable {
  if (bytes.length === 0) return { problem: EMPTY }
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const wrong = WRONG.find(([begin]) => start.startsWith(begin))
  if (wrong) return { problem: wrong[1] }
  const utf16 = utf16Of(bytes)
  if (!utf16 && bytes.includes(0)) return { problem: NOT_TEXT }
  for (const encoding of utf16 ? [utf16] : ['utf-8', 'euc-kr']) {
    const text = decode(bytes, encoding)
    if (text !== undefined) return WEB_PAGE.test(text) ? { problem: PAGE } : { text }
  }
  return { problem: UNKNOWN }
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Known by its mark; without one by the zero byte beside each digit, comma and line end, always on the same side. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 2000)
  const zeros = (side: number): number => head.filter((byte, index) => byte === 0 && index % 2 === side).length
  const [even, odd] = [zeros(0), zeros(1)]
  if (Math.min(even, odd) > 0 || Math.max(even, odd) < head.length / 16) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}
