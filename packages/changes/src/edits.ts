import { quote } from '@astrago/hosts'
import { oursOf } from './kinds/file.ts'
import type { KindContext } from './kinds/kind.ts'
import type { Entry } from './ledger/entry.ts'
import { maskText } from './mask.ts'
import { ask } from './on-host.ts'
import type { States } from './states.ts'

const MOST_LINES = 200

/** What somebody changed since, as people may see it: of a file the lines, of anything else the two states. */
export async function editsOf(context: KindContext, edited: readonly Entry[], states: States): Promise<string[]> {
  const lines: string[] = []
  for (const entry of edited) {
    if (entry.kind === 'file') lines.push(...(await fileEdit(context, entry)))
    else lines.push(`${entry.name}: ${entry.after} -> ${states(entry)}`)
  }
  return lines
}

async function fileEdit({ host, signal }: KindContext, { name }: Entry): Promise<string[]> {
  const [ours, now] = [oursOf(name), name].map(quote)
  const script = `[ -f ${ours} ] && [ -f ${now} ] && diff -u --label ${quote(`${name} (astrago)`)} --label ${now} ${ours} ${now}`
  const { stdout } = await ask(host, script, { signal })
  return stdout === '' ? [name] : maskText(stdout).split('\n').filter(Boolean).slice(0, MOST_LINES)
}
