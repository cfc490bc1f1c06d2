import { ANSWER } from './answer.ts'
import { ENVIRONMENT_SECTION } from './config.ts'
import { EXCERPT_FILES } from './excerpts.ts'
import { FILES_SECTION } from './files.ts'
import { GPU_SECTION } from './gpu.ts'
import { KERNEL_SECTION } from './kernel.ts'
import { LIMITS, NO_LIMITS } from './limits.ts'
import { NETWORK_SECTION } from './network.ts'
import { PACKAGES_SECTION } from './packages.ts'
import { START } from './start.ts'
import { SYSTEM_SECTION } from './system.ts'
import { TOOLS_SECTION } from './tools.ts'

const SECTIONS = [
  FILES_SECTION,
  ENVIRONMENT_SECTION,
  SYSTEM_SECTION,
  KERNEL_SECTION,
  PACKAGES_SECTION,
  NETWORK_SECTION,
  TOOLS_SECTION,
  GPU_SECTION,
].join('')

/**
 * The probe: one POSIX script for `sh -s`, read-only, for dash, bash and busybox ash, as root or not. The braces make
 * the shell read it whole before it runs, so no command eats the script. A process costs more than all that a shell does
 * meanwhile: so files are read by one `grep` and one `awk`, and a tool is asked only for what no file says.
 */
const scriptWith = (limits: string): string => `{${START}${limits}${SECTIONS}
main() { watch; start; files; environment; system; kernel_modules; kernel_options; kernel_log; packages; network; tools; gpu; finish; }

# Of a folder among them awk would die.
excerpts=
for file in ${EXCERPT_FILES}; do
  case $file in
    =*) ;;
    *) [ -f "$file" ] || continue ;;
  esac
  excerpts="$excerpts$file
"
done
command -v awk >/dev/null || awk() { cut -b1-4000; }
IFS='
'
set -f
{ set +f; unset IFS; main; } 2>/dev/null </dev/null | awk '${ANSWER}' $excerpts
exit 0
}
`

export const PROBE_SCRIPT = scriptWith(NO_LIMITS)

/** The same for a host on which something hangs. */
export const CAREFUL_PROBE_SCRIPT = scriptWith(LIMITS)
