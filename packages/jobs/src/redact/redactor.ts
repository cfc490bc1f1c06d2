import { formsOf } from './forms.ts'
import { makeSearch } from './search.ts'

const MASK = '***'

export type Redactor = {
  /** Also masks these from now on: a join token is known only after the first server runs. */
  add(...secrets: readonly string[]): void
  /** `text` with every known secret masked, in all the forms that `formsOf` names. */
  redact(text: string): string
  /** Whether a secret shows in `text`; secrets of under `shortest` characters are left out. */
  shows(text: string, shortest?: number): boolean
  /** Where to cut a text that goes on, so that no secret lies across the cut; 0 when there is no such place. */
  safeCut(text: string): number
}

/** Masks the secrets of a site. Secrets under four characters are not masked. */
export function makeRedactor(secrets: readonly string[] = []): Redactor {
  const known = new Set<string>()
  let search = makeSearch([])

  const add = (...more: readonly string[]): void => {
    for (const secret of more) known.add(secret)
    search = makeSearch([...new Set([...known].flatMap(formsOf))])
  }
  add(...secrets)

  const redact = (text: string): string => {
    let out = ''
    let from = 0
    for (const { start, end } of search.spans(text)) {
      out += text.slice(from, start) + MASK
      from = end
    }
    return from === 0 ? text : out + text.slice(from)
  }

  const shows = (text: string, shortest = 0): boolean => {
    const long = [...known].filter((secret) => secret.length >= shortest)
    return makeSearch(long.flatMap(formsOf)).spans(text).length > 0
  }

  const safeCut = (text: string): number => {
    const cut = Math.max(0, text.length - Math.max(0, search.longest - 1))
    const across = search.spans(text).find(({ start, end }) => start < cut && cut < end)
    return across ? across.start : cut
  }
  return { add, redact, shows, safeCut }
}
