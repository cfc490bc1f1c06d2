import { type Host, quote } from '@astrago/hosts'
import { type Change, type Edit, fileState, type Wanted } from './change.ts'
import { ask } from './on-host.ts'

type Read = { path: string; mode: string; owner: string; text: string }

/** A file as root reads it, followed through links; one character a byte, so that no encoding is lost. Null when there is none. */
async function readBytes(host: Host, path: string, signal: AbortSignal): Promise<Read | null> {
  const script = `real=$(readlink -f ${quote(path)}) && [ -f "$real" ] || exit 0
printf '%s\\n' "$real"; stat -c '%a %u:%g' "$real"; base64 "$real"`
  const { stdout } = await ask(host, script, { signal })
  const [real = '', attributes = '', ...lines] = stdout.split('\n')
  if (real === '') return null
  const [mode = '', owner = ''] = attributes.split(' ')
  return { path: real, mode, owner, text: Buffer.from(lines.join(''), 'base64').toString('latin1') }
}

/** The changes with every edit made into the whole file that it comes to now. What an edit leaves as it is falls out. */
export async function resolve(host: Host, changes: readonly Change[], signal: AbortSignal): Promise<Wanted[]> {
  const resolved: Wanted[] = []
  for (const change of changes) {
    if (change.kind !== 'edit') resolved.push(change)
    else resolved.push(...resolveEdit(change, await readBytes(host, change.name, signal)))
  }
  return resolved
}

function resolveEdit({ name, edit, reload }: Edit, now: Read | null): Wanted[] {
  const text = edit(now?.text ?? null)
  if (text === null) return []
  const { path = name, mode = '644', owner = '0:0' } = now ?? {}
  const content = Buffer.from(text, 'latin1')
  const wanted = fileState(content, mode, owner)
  return [{ kind: 'file', name: path, wanted, content, keepsRest: true, ...(reload && { reload }) }]
}
