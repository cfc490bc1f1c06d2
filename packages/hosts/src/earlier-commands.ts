import { AppError } from '@astrago/contracts'
import { ENDING } from './end-command.ts'
import type { Host } from './host.ts'

/** Longer than the script takes with all its waiting. */
const LIMIT_MS = 20_000

/**
 * Ends, as root, whatever still runs on a host for this piece of work: what an earlier connection left behind when it was
 * cut or its console died. The host of this call must not be marked with the work itself.
 * @throws HOST_STILL_BUSY when something of it cannot be ended
 */
export async function endEarlier(host: Host, work: string): Promise<void> {
  const { code, stdout } = await host.run(endEarlierScript(work), { sudo: true, timeoutMs: LIMIT_MS })
  if (code === 0) return
  throw new AppError('HOST_STILL_BUSY', { host: host.name, params: { detail: stdout.trim().split('\n').join(', ') } })
}

/** The variable by which commands are known; see launchLine. */
export const WORK = 'ASTRAGO_WORK'
/** With an end of its own, so that no name is found by the beginning of another. */
export const markOf = (work: string): string => `${work}.`

/**
 * A process is known by its arguments, where the shell that runs a command has the mark, or by its environment, which
 * the shell's children have it in. The brackets keep the search from finding itself.
 */
const endEarlierScript = (work: string): string => `
members() {
  for file in $(grep -ls "${WORK}=[${work[0]}]${work.slice(1)}[.]" /proc/[0-9]*/cmdline /proc/[0-9]*/environ); do
    pid=\${file#/proc/}
    echo "\${pid%/*}"
  done
}
[ -z "$(members)" ] && exit 0
${ENDING}
sleep 0.5
left=$(members)
[ -z "$left" ] && exit 0
for pid in $left; do cat /proc/$pid/comm; done 2>/dev/null
exit 1
`
