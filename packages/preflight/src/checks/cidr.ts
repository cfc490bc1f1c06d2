import ipaddr from 'ipaddr.js'

type Range = { first: number; last: number }

const LONGEST = ' 255.255.255.255/32 '.length
const MOST_READ = 10_000
const read = new Map<string, Range | null>()

/** An IPv4 network such as 10.0.0.0/8, or one address, as a range of numbers; null for anything else. */
function rangeOf(text: string): Range | null {
  // A host may name a network in any length.
  if (text.length > LONGEST) return null
  const known = read.get(text)
  if (known !== undefined) return known
  // Every host is compared with every other: the same few networks are asked for thousands of times.
  if (read.size >= MOST_READ) read.clear()
  const range = parseRange(text)
  read.set(text, range)
  return range
}

function parseRange(text: string): Range | null {
  const [address = '', prefix = '32'] = text.trim().split('/')
  const bits = Number(prefix)
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) || !/^\d{1,2}$/.test(prefix) || bits > 32) return null
  const number = ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0)
  const size = 2 ** (32 - bits)
  const first = number - (number % size)
  return { first, last: first + size - 1 }
}

export function overlap(a: string, b: string): boolean {
  const one = rangeOf(a)
  const other = rangeOf(b)
  return one !== null && other !== null && one.first <= other.last && other.first <= one.last
}

/** How many addresses a network has; 0 for what is none. */
export function sizeOf(network: string): number {
  const range = rangeOf(network)
  return range ? range.last - range.first + 1 : 0
}

/** Whether the text is a network by its first address, as 10.0.0.0/8 is and 10.0.0.1/8 is not. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/')
  return prefix !== undefined && rangeOf(text)?.first === rangeOf(address)?.first && rangeOf(text) !== null
}

export const isAddress = (text: string): boolean => ipaddr.isValid(text)

/** 127.0.0.0/8, ::1, link-local and multicast: useless as a name server for pods. */
export function isLocalOnly(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ['loopback', 'linkLocal', 'multicast'].includes(ipaddr.parse(address).range())
}
