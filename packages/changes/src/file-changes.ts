import type { FileChange } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { quote } from '@astrago/hosts'
import type { Change } from './change.ts'
import { maskText } from './mask.ts'
import { readText } from './on-host.ts'

/** Texts of files by path as people may see them; null where there is none. */
export type ShownFiles = Readonly<Record<string, string | null>>

/** What the files that these changes touch hold now. */
export async function readShownFiles(host: Host, changes: readonly Change[], signal: AbortSignal): Promise<ShownFiles> {
  const paths = changes.flatMap(({ kind, name }) => (kind === 'file' || kind === 'edit' ? [name] : []))
  const texts = [...new Set(paths)].map(async (path) => {
    const text = await readText(host, quote(path), signal)
    return [path, text === null ? null : maskText(text)] as const
  })
  return Object.fromEntries(await Promise.all(texts))
}

/** The files that these changes change, before and after. Pure. */
export function fileChanges(changes: readonly Change[], files: ShownFiles): FileChange[] {
  return changes.flatMap((change) => {
    const before = files[change.name] ?? null
    const after = afterOf(change, before)
    return after === null || after === before ? [] : [{ path: change.name, mode: modeOf(change), before, after }]
  })
}

function afterOf(change: Change, before: string | null): string | null {
  if (change.kind === 'edit') return change.edit(before)
  return change.kind === 'file' ? maskText(change.content?.toString() ?? '') : null
}

/** An edited file keeps its mode; a new one is readable by all. */
const modeOf = (change: Change): string => (change.kind === 'file' ? (change.wanted.split(' ')[2] ?? '') : '644')
