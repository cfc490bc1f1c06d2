import { quote } from '@astrago/hosts'
import { oursOf } from './kinds/file.ts'
import type { KindContext } from './kinds/kind.ts'
import type { Entry } from './ledger/entry.ts'
import { maskText } from './mask.ts'
import { ask } from './on-host.ts'
import type { States } from './states.ts'

const MOST_LINES = 200

/** A thing as people may know it: a file by its path, anything else by what it is and its name. */
export const nameOf = ({ kind, name }: Pick<Entry, 'kind' | 'name'>): string =>
  kind === 'file' ? name : `${kind} ${name}`

/** What somebody changed since, as people may see it: of a file the lines, of anything else the two states. */
export async function editsOf(context: KindContext, edited: readonly Entry[], states: States): Promise<string[]> {
  const lines: string[] = []
  for (const entry of edited) {
    const diff = entry.kind === 'file' ? await linesOf(context, entry) : []
    lines.push(...(diff.length > 0 ? diff : [`${nameOf(entry)}: ${short(entry.after)} -> ${short(states(entry))}`]))
  }
  return lines
}

/** Nothing where the lines are the same, or were not kept. */
async function linesOf({ host, signal }: KindContext, { name }: Entry): Promise<string[]> {
  const [ours, now] = [oursOf(name), name].map(quote)
  const script = `[ -f ${ours} ] && [ -f ${now} ] && diff -u --label ${quote(`${name} (astrago)`)} --label ${now} ${ours} ${now}`
  const { stdout } = await ask(host, script, { signal })
  return maskText(stdout).split('\n').filter(Boolean).slice(0, MOST_LINES)
}

/** The state of a file with the beginning of its sum. */
const short = (state: string): string => state.replace(/^(file [0-9a-f]{8})[0-9a-f]{56}/, '$1')
