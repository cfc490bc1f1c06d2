import { factOf } from '../facts/fact-of.ts'
import type { Facts } from '../facts/schema.ts'

const NO_PROXY = /^no_proxy$/i
const URLS = /https?:\/\/[^\s"',;]+/gi
/** What stands in the facts for a login, which has fields of its own. */
const HIDDEN = /(?<=:\/\/)\*\*\*@/

const orNull = (values: readonly string[]): string[] | null => (values.length > 0 ? [...new Set(values)] : null)

/** Addresses of the proxies that a host is set to use, each once and without a login. */
export function proxiesOf(facts: Facts): string[] | null {
  const settings = factOf(facts, 'proxies') ?? []
  const urls = settings.filter(({ name }) => !NO_PROXY.test(name)).flatMap(({ value }) => value.match(URLS) ?? [])
  return orNull(urls.map((url) => url.replace(HIDDEN, '').replace(/\/+$/, '')))
}

/** What a host reaches without its proxy. */
export function exceptionsOf(facts: Facts): string[] | null {
  const settings = factOf(facts, 'proxies') ?? []
  const lists = settings.filter(({ name }) => NO_PROXY.test(name))
  return orNull(lists.flatMap(({ value }) => value.split(/[\s,]+/).filter(Boolean)))
}
