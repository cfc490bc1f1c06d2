import { fill, type Localized, type Params } from '@astrago/contracts'
import { isAlias, isMap, isScalar, isSeq, type LineCounter, type YAMLMap } from 'yaml'
import { nearest } from './nearest.ts'
import { YAML_TEXTS, type YamlText } from './texts.ts'

/** What is wrong with a site.yaml, at its line counted from 1. `path` is `section.key`, with rows as numbers. */
export type SiteYamlProblem = { line: number; path: string; message: Localized }

/** Where a problem is, for a reader: `9: accounts.sshUser`, or the line alone where the document itself is broken. */
export const placeInFile = ({ line, path }: Pick<SiteYamlProblem, 'line' | 'path'>): string =>
  path === '' ? String(line) : `${line}: ${path}`

/** A value and the path to it. */
export type Spot = { path: string; node: unknown; line: number }

/** Nobody reads more of them, and looking for the nearest key takes its time. */
const MAX_PROBLEMS = 100

/**
 * Reads the nodes of a parsed document one level at a time and collects what is wrong. Aliases are refused, so that no
 * document is larger than its text.
 */
export class Reader {
  readonly problems: SiteYamlProblem[] = []
  readonly #lines: LineCounter

  constructor(lines: LineCounter) {
    this.#lines = lines
  }

  #isFull(): boolean {
    return this.problems.length >= MAX_PROBLEMS
  }

  lineAt(offset: number): number {
    return this.#lines.linePos(offset).line || 1
  }

  report({ line, path }: { line: number; path: string }, text: YamlText | Localized, params: Params = {}): void {
    if (this.#isFull()) return
    this.problems.push({ line, path, message: fill(typeof text === 'string' ? YAML_TEXTS[text] : text, params) })
  }

  /** The entries of a map by key. Unknown and repeated keys are reported and left out. */
  map(spot: Spot, known: readonly string[]): Map<string, Spot> {
    const entries = new Map<string, Spot>()
    if (isNothing(spot.node)) return entries
    if (!isMap(spot.node)) {
      this.report(spot, isAlias(spot.node) ? 'alias' : 'mapWanted')
      return entries
    }
    for (const pair of spot.node.items) this.#take(entries, spot, pair, known)
    return entries
  }

  #take(entries: Map<string, Spot>, spot: Spot, pair: YAMLMap['items'][number], known: readonly string[]): void {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const path = spot.path ? `${spot.path}.${key.slice(0, 80)}` : key.slice(0, 80)
    const offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined
    const entry = { path, node: pair.value, line: offset === undefined ? spot.line : this.lineAt(offset) }
    if (!known.includes(key)) this.#reportUnknown(entry, key, known)
    else if (entries.has(key)) this.report(entry, 'repeated', { key })
    else entries.set(key, entry)
  }

  #reportUnknown(entry: Spot, key: string, known: readonly string[]): void {
    if (this.#isFull()) return
    const near = nearest(key, known)
    if (near) this.report(entry, 'unknownNear', { key: key.slice(0, 80), near })
    else this.report(entry, 'unknown', { key: key.slice(0, 80), known: known.join(', ') })
  }

  /** The items of a list; a single value is a list of one. */
  list(spot: Spot): Spot[] {
    if (isNothing(spot.node)) return []
    if (!isSeq(spot.node)) return [spot]
    return spot.node.items.map((node, index) => ({
      path: `${spot.path}.${index}`,
      node,
      line: this.#lineOf(node) ?? spot.line,
    }))
  }

  #lineOf(node: unknown): number | undefined {
    const isNode = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)
    return isNode && node.range ? this.lineAt(node.range[0]) : undefined
  }

  /** The text of a scalar as it is written; undefined when there is none or it is reported. */
  text(spot: Spot): string | undefined {
    if (isNothing(spot.node)) return undefined
    if (isScalar(spot.node)) return String(spot.node.value)
    this.report(spot, isAlias(spot.node) ? 'alias' : 'textWanted')
    return undefined
  }

  number(spot: Spot): number | undefined {
    const text = this.text(spot)
    if (text === undefined) return undefined
    if (/^-?\d{1,15}(\.\d{1,6})?$/.test(text)) return Number(text)
    this.report(spot, 'numberWanted')
    return undefined
  }

  boolean(spot: Spot): boolean | undefined {
    const text = this.text(spot)
    if (text === undefined || text === 'true' || text === 'false')
      return text === undefined ? undefined : text === 'true'
    this.report(spot, 'booleanWanted')
    return undefined
  }
}

/** No value, or null written out. */
function isNothing(node: unknown): boolean {
  if (node === null || node === undefined) return true
  return isScalar(node) && node.type === 'PLAIN' && /^(?:|~|null|Null|NULL)$/.test(String(node.value ?? ''))
}
