import { AppError } from '@astrago/contracts'
import { ENDING } from './end-command.ts'
import type { Host } from './host.ts'

/** Longer than the script takes with all its waiting. */
const LIMIT_MS = 20_000

/** A piece of work that changes a host, one at a time under its name. */
export type Work = {
  /** Of letters, digits and hyphens. */
  name: string
  /** Told the programs that were ended, before anything else is done on the host; not told where there was none. */
  onEnded: (programs: readonly string[]) => unknown
}

/**
 * Ends, as root, whatever still runs on a host for this piece of work: what an earlier connection left behind when it was
 * cut or its console died. The host of this call must not be marked with the work itself.
 * @throws HOST_STILL_BUSY when something of it cannot be ended
 */
export async function endEarlier(host: Host, { name, onEnded }: Work): Promise<void> {
  const { code, stdout } = await host.run(endEarlierScript(name), { sudo: true, timeoutMs: LIMIT_MS })
  const programs = (mark: 'found' | 'left') => {
    const lines = stdout.split('\n').filter((line) => line.startsWith(`${mark} `))
    return [...new Set(lines.map((line) => line.slice(mark.length + 1)))]
  }
  const [found, left] = [programs('found'), programs('left')]
  if (code !== 0) throw new AppError('HOST_STILL_BUSY', { host: host.name, params: { detail: left.join(', ') } })
  if (found.length > 0) await onEnded(found)
}

/** The variable by which commands are known; see launch. */
export const WORK = 'ASTRAGO_WORK'
/** With an end of its own, so that no name is found by the beginning of another. */
export const markOf = (work: string): string => `${work}.`

/**
 * A process is known by its arguments, where the shell that runs a command has the mark, or by its environment, which
 * the shell's children have it in. The brackets keep the search from finding itself. It writes the programs that it finds, and
 * those that it leaves.
 */
const endEarlierScript = (work: string): string => `
members() {
  for file in $(grep -ls "${WORK}=[${work[0]}]${work.slice(1)}[.]" /proc/[0-9]*/cmdline /proc/[0-9]*/environ); do
    pid=\${file#/proc/}
    echo "\${pid%/*}"
  done
}
programs() { for pid in $2; do sed "s/^/$1 /" "/proc/$pid/comm"; done 2>/dev/null; }
found=$(members)
[ -z "$found" ] && exit 0
programs found "$found"
${ENDING}
sleep 0.5
left=$(members)
[ -z "$left" ] && exit 0
programs left "$left"
exit 1
`
