import { KERNEL_OPTIONS } from '../thresholds/kernel.ts'
import { MODULES } from './vocabulary.ts'

const modules = `^[^:]*/(${MODULES.join('|')})\\.ko`
export const OPTIONS = `^CONFIG_(${KERNEL_OPTIONS.value.join('|')})=[ym]`

/** What can be loaded into the kernel, what it was built with, and the trouble it had since it started. */
export const KERNEL_SECTION = `
kernel_modules() {
  loaded=
  for name in ${MODULES.join(' ')}; do
    [ -d "/sys/module/$name" ] && loaded="$loaded $name"
  done
  config=
  for file in "/boot/config-$release" "/lib/modules/$release/config"; do
    [ -r "$file" ] && config=$file && break
  done
  echo "@modules"
  [ -e "/lib/modules/$release/modules.dep" ] && echo index=yes
  [ -z "$loaded" ] || printf 'loaded=%s\\n' $loaded
  grep -sohE '${modules}|${OPTIONS}' "/lib/modules/$release/modules.builtin" "/lib/modules/$release/modules.dep" $config
  [ -z "$config" ] || return
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
