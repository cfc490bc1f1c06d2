import { isMask } from '@astrago/exchange-form'

type Leaf = (one: unknown, other: unknown) => boolean

/** Whether two values of a field mean the same once blanks, empty entries and number texts are as the server keeps them. */
export const isSame = (one: unknown, other: unknown): boolean => match(one, other, isSameLeaf)

/** Whether `kept` is what the server makes of `sent`: the same, with a mask for each secret. */
export const isKept = (sent: unknown, kept: unknown): boolean =>
  match(sent, kept, (one, other) => isSameLeaf(one, other) || (typeof one === 'string' && isMask(other)))

const isSameLeaf: Leaf = (one, other) => plain(one) === plain(other)

function plain(value: unknown): unknown {
  if (value === null || value === undefined) return ''
  return typeof value === 'boolean' || typeof value === 'object' ? value : String(value).trim()
}

/** A table of hundreds is compared at every key: what is one and the same object is not looked into. */
function match(one: unknown, other: unknown, isLeaf: Leaf): boolean {
  if (one === other) return true
  if (Array.isArray(one) || Array.isArray(other)) return matchLists(entries(one), entries(other), isLeaf)
  if (isCells(one) && isCells(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...names].every((name) => match(one[name], other[name], isLeaf))
  }
  return isLeaf(one, other)
}

const matchLists = (one: unknown[] | null, other: unknown[] | null, isLeaf: Leaf): boolean =>
  one !== null &&
  other !== null &&
  one.length === other.length &&
  one.every((item, index) => match(item, other[index], isLeaf))

const isCells = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is in a list, an empty row included; null when it is no list. */
function entries(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value.filter((item) => plain(item) !== '')
  return plain(value) === '' ? [] : null
}
