import { type Host, quote } from '@astrago/hosts'
import { must, readText } from './on-host.ts'
import { PLACE } from './place.ts'

/** Notes that the console leaves on a host: how something was before, or what it did. Kept until undone. */
const at = (name: string) => quote(`${PLACE.root}/${name}`)

/** Writes a note whole or not at all. The first one counts: a second attempt must not note its own work as the state before. */
export async function noteOnce(host: Host, name: string, text: string, signal: AbortSignal): Promise<void> {
  const part = at(`${name}.part`)
  await must(
    host,
    `mkdir -p ${PLACE.root} || exit 1; [ -e ${at(name)} ] || { cat > ${part} && mv ${part} ${at(name)}; }`,
    { stdin: text, signal },
  )
}

/** Adds lines to a note. */
export async function noteMore(host: Host, name: string, lines: readonly string[], signal: AbortSignal): Promise<void> {
  if (lines.length === 0) return
  await must(host, `mkdir -p ${PLACE.root} && cat >> ${at(name)}`, { stdin: `${lines.join('\n')}\n`, signal })
}

/** The lines of a note; none when there is no note. */
export async function readNote(host: Host, name: string, signal: AbortSignal): Promise<string[]> {
  return ((await readText(host, at(name), signal)) ?? '').split('\n').filter(Boolean)
}

export async function dropNote(host: Host, name: string, signal: AbortSignal): Promise<void> {
  await must(host, `rm -f ${at(name)}; rmdir ${PLACE.root} 2>/dev/null || true`, { signal })
}
