import type { FileChange } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { quote } from '@astrago/hosts'
import type { Change } from './change.ts'
import { maskText } from './mask.ts'
import { ask, readText } from './on-host.ts'

/** Files by path: their texts as people may see them, and modes as in chmod; null where there is none. */
export type ShownFiles = Readonly<Record<string, { text: string; mode: string } | null>>

/** What the files that these changes touch hold now. */
export async function readShownFiles(host: Host, changes: readonly Change[], signal: AbortSignal): Promise<ShownFiles> {
  const paths = changes.flatMap(({ kind, name }) => (kind === 'file' || kind === 'edit' ? [name] : []))
  const shown = [...new Set(paths)].map(async (path) => {
    const text = await readText(host, quote(path), signal)
    if (text === null) return [path, null] as const
    const { stdout } = await ask(host, `stat -L -c %a -- ${quote(path)}`, { signal })
    return [path, { text: maskText(text), mode: stdout.trim() }] as const
  })
  return Object.fromEntries(await Promise.all(shown))
}

const NEW_FILE_MODE = '644'

/** The files that these changes change, before and after. Pure. */
export function fileChanges(changes: readonly Change[], files: ShownFiles): FileChange[] {
  return changes.flatMap((change) => {
    const { text: before, mode } = files[change.name] ?? { text: null, mode: NEW_FILE_MODE }
    const after = afterOf(change, before)
    if (after === null || after === before) return []
    // An edited file keeps its mode.
    return [
      { path: change.name, mode: change.kind === 'file' ? (change.wanted.split(' ')[2] ?? '') : mode, before, after },
    ]
  })
}

function afterOf(change: Change, before: string | null): string | null {
  if (change.kind === 'edit') return change.edit(before)
  return change.kind === 'file' ? maskText(change.content?.toString() ?? '') : null
}
