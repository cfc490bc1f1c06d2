import { KERNEL_OPTIONS } from '../thresholds/kernel.ts'
import type { Excerpt } from './awk.ts'
import { MODULES } from './vocabulary.ts'

const options = KERNEL_OPTIONS.value.map((name) => `CONFIG_${name}`)
/** The whole line of an option that is on. */
export const OPTIONS = `^(${options.join('|')})=[ym]`

export const KERNEL_FILES: readonly Excerpt[] = [
  {
    section: 'module-files',
    way: 'modules',
    pattern: MODULES.join(' '),
    files: ['"/lib/modules/$release/modules.builtin"', '"/lib/modules/$release/modules.dep"'],
  },
  {
    section: 'kernel-options',
    way: 'options',
    pattern: options.join(' '),
    files: ['"/boot/config-$release"', '"/lib/modules/$release/config"'],
  },
]

/** What is loaded into the kernel, what it was built with where no file says so, and the trouble it had since its start. */
export const KERNEL_SECTION = `
kernel_modules() {
  loaded=
  for name in ${MODULES.join(' ')}; do
    [ -d "/sys/module/$name" ] && loaded="$loaded $name"
  done
  echo "@modules"
  [ -e "/lib/modules/$release/modules.dep" ] && echo index=yes
  [ -z "$loaded" ] || printf 'loaded=%s\\n' $loaded
}

kernel_options() {
  for file in "/boot/config-$release" "/lib/modules/$release/config"; do
    [ -r "$file" ] && return
  done
  echo "@kernel-options"
  [ -r /proc/config.gz ] && gzip -cd /proc/config.gz || echo "!kernel-options not-collected"
}

kernel_log() {
  echo "@kernel-log"
  if ! command -v dmesg >/dev/null; then echo "!kernel-log tool-missing"; return; fi
  limit 2 dmesg
  case $? in
    0) ;;
    124 | 137 | 143) echo "!kernel-log timed-out" ;;
    *) if [ "$uid" = 0 ]; then echo "!kernel-log not-collected"; else echo "!kernel-log no-root"; fi ;;
  esac
}
`
