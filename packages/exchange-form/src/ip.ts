import ipaddr from 'ipaddr.js'

/** An IPv4 range as numbers; `last` is included. */
export type Range = { first: number; last: number; prefix: number }

export const isIpv4 = (text: string): boolean => ipaddr.IPv4.isValidFourPartDecimal(text)
export const isIpv6 = (text: string): boolean => text.includes(':') && ipaddr.IPv6.isValid(text.replace(/\/\d+$/, ''))

const toNumber = (octets: readonly number[]): number => octets.reduce((sum, octet) => sum * 256 + octet, 0)
const toText = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')

/** The address as a number, undefined when it is not IPv4. */
export function addressOf(text: string): number | undefined {
  return isIpv4(text) ? toNumber(ipaddr.IPv4.parse(text).octets) : undefined
}

/** `10.20.0.0/24` as a range from the network address on, whatever host bits are set; undefined when it is no IPv4 CIDR. */
export function rangeOf(text: string): Range | undefined {
  const [address, prefixText, ...rest] = text.split('/')
  const value = addressOf(address ?? '')
  const prefix = Number(prefixText)
  if (rest.length || value === undefined || !/^\d{1,2}$/.test(prefixText ?? '') || prefix > 32) return undefined
  const size = 2 ** (32 - prefix)
  const first = Math.floor(value / size) * size
  return { first, last: first + size - 1, prefix }
}

export const formatRange = (range: Range): string => `${toText(range.first)}/${range.prefix}`
export const overlaps = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last
export const contains = (range: Range, address: number): boolean => range.first <= address && address <= range.last
