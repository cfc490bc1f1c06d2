import { markOf, WORK } from './earlier-commands.ts'
import { quote } from './quote.ts'
import type { Sudo } from './ssh-target.ts'

/** The command whose script comes on standard input. */
const SCRIPT = 'sh -s'

/** `line` is for the login shell, `ahead` for standard input before all else. */
export type Launch = { line: string; ahead: string }

/**
 * How `command` runs in `sh`, as root if `sudo` says how. Before anything else it writes `TOKEN pid` to stderr: that tells
 * a command that failed from one that never began, and names the process to end. LC_ALL=C makes the messages of tools the
 * same everywhere. What runs for a piece of work carries its name, so that a later connection finds it. Where
 * there is none, a script says all that itself, which spares a shell around it.
 */
export function launch(command: string, sudo: Sudo | null, token: string, hasStdin: boolean, work?: string): Launch {
  const mark = work === undefined ? '' : ` ${WORK}=${quote(markOf(work))}`
  const begin = `${sudo?.kind === 'root' ? IS_ROOT : ''}export LC_ALL=C${mark}\necho ${token} $$ >&2\n`
  if (sudo?.kind === 'password') {
    // -k: a cached login neither hides a wrong password nor is left behind.
    const asRoot = shellWords(begin + input(token, hasStdin) + command)
    return { line: `exec env LC_ALL=C sudo -k -S -p ${token}? -- ${asRoot}`, ahead: '' }
  }
  const by = sudo?.kind === 'nopasswd' ? 'exec env LC_ALL=C sudo -n -- ' : 'exec '
  if (command === SCRIPT && hasStdin && work === undefined) return { line: by + SCRIPT, ahead: begin }
  return { line: by + shellWords(begin + command), ahead: '' }
}

// The owner of /proc/sys is root; id, a program of its own, is asked only where that does not say.
const IS_ROOT = `[ -O /proc/sys ] || [ "$(id -u)" = 0 ] || { echo 'the account is not root' >&2; exit 1; }\n`

/**
 * sudo reads the password from standard input byte by byte, or, where its rules ask for none, not at all. What follows
 * begins behind a line with the token, and whatever stands before it is skipped.
 */
const input = (token: string, hasStdin: boolean): string =>
  hasStdin ? `while IFS= read -r skip && [ "$skip" != ${token} ]; do :; done\nunset skip\n` : 'exec </dev/null\n'

const shellWords = (script: string): string => `sh -c ${quote(script)}`
