import { markOf, WORK } from './earlier-commands.ts'
import { quote } from './quote.ts'
import type { Sudo } from './ssh-target.ts'

/**
 * The line for the login shell that runs `command` in `sh`, as root if `sudo` says how. Before anything else it writes
 * `TOKEN pid` to stderr: that tells a command that failed from one that never began, and names the process to end.
 * LC_ALL=C makes the messages of tools the same everywhere. What runs for a piece of work carries its name, so that a later
 * connection finds it.
 */
export function launchLine(
  command: string,
  sudo: Sudo | null,
  token: string,
  hasStdin: boolean,
  work?: string,
): string {
  const mark = work === undefined ? '' : ` ${WORK}=${quote(markOf(work))}`
  const begin = `export LC_ALL=C${mark}\necho ${token} $$ >&2\n`
  switch (sudo?.kind) {
    case undefined:
      return shell(begin + command)
    case 'root':
      // The owner of /proc/sys is root; id, a program of its own, is asked only where that does not say.
      return shell(
        `[ -O /proc/sys ] || [ "$(id -u)" = 0 ] || { echo 'the account is not root' >&2; exit 1; }\n${begin}${command}`,
      )
    case 'nopasswd':
      return `exec env LC_ALL=C sudo -n -- ${shellWords(begin + command)}`
    case 'password':
      // -k: a cached login neither hides a wrong password nor is left behind.
      return `exec env LC_ALL=C sudo -k -S -p ${token}? -- ${shellWords(begin + input(token, hasStdin) + command)}`
  }
}

/**
 * sudo reads the password from standard input byte by byte, or, where its rules ask for none, not at all. What follows
 * begins behind a line with the token, and whatever stands before it is skipped.
 */
const input = (token: string, hasStdin: boolean): string =>
  hasStdin ? `while IFS= read -r skip && [ "$skip" != ${token} ]; do :; done\nunset skip\n` : 'exec </dev/null\n'

const shell = (script: string): string => `exec ${shellWords(script)}`
const shellWords = (script: string): string => `sh -c ${quote(script)}`
