import { CONFIG_SECTION } from './config.ts'
import { FILES_SECTION } from './files.ts'
import { GPU_SECTION } from './gpu.ts'
import { KERNEL_SECTION } from './kernel.ts'
import { NETWORK_SECTION } from './network.ts'
import { PACKAGES_SECTION } from './packages.ts'
import { START } from './start.ts'
import { SYSTEM_SECTION } from './system.ts'
import { TOOLS_SECTION } from './tools.ts'

/**
 * The probe: one POSIX script for `sh -s`, read-only, for dash, bash and busybox ash, as root or not. The braces make
 * the shell read it whole before it runs, so no command eats the script. It begins with an empty line, so that what a login
 * profile prints without ending its line stays apart. Every byte that is not printable ASCII
 * becomes a question mark, a line is cut at 4,000 bytes, and the last line counts the characters before it, so that
 * a cut-off answer shows.
 */
export const PROBE_SCRIPT = `{${START}${FILES_SECTION}${CONFIG_SECTION}${SYSTEM_SECTION}${KERNEL_SECTION}${PACKAGES_SECTION}${NETWORK_SECTION}${TOOLS_SECTION}${GPU_SECTION}
finish() {
  echo "@done"
  date '+end=%s.%N'
}
main() { start; files; config; system; kernel_options; kernel_log; packages; network; tools; gpu; finish; }

answer=$(main 2>/dev/null </dev/null | tr -c '\\11\\12\\40-\\176' '?' | cut -b1-4000)
printf '\\n%s\\n@end %s\\n' "$answer" "\${#answer}"
exit 0
}
`
