import { KERNEL_OPTIONS } from '../thresholds/kernel.ts'
import { KERNEL_LOG } from '../thresholds/kernel-log.ts'

const options = `^CONFIG_(${KERNEL_OPTIONS.value.join('|')})=`
/** For awk, whose patterns stand between slashes. */
const troubles = Object.values(KERNEL_LOG)
  .flatMap(({ value }) => value)
  .join('|')
  .replaceAll('/', '\\/')

/** How many lines of trouble at most, the last ones, and how many characters of each. */
const LOG_LINES = 200
const LOG_WIDTH = 300

/** What the kernel was built with, and the trouble it had since it started. */
export const KERNEL_SECTION = `
kernel_options() {
  echo "@kernel-options"
  for file in "/boot/config-$release" "/lib/modules/$release/config"; do
    [ -r "$file" ] || continue
    grep -E '${options}' "$file"
    return
  done
  if [ -r /proc/config.gz ] && command -v zcat >/dev/null 2>&1; then
    limit 2 zcat /proc/config.gz | grep -E '${options}'
  else
    echo "!kernel-options not-collected"
  fi
}

kernel_log() {
  echo "@kernel-log"
  if ! command -v dmesg >/dev/null 2>&1; then echo "!kernel-log tool-missing"; return; fi
  why=not-collected
  [ "$uid" = 0 ] || why=no-root
  {
    limit 2 dmesg
    case $? in
      0) ;;
      124 | 137 | 143) echo "!kernel-log timed-out" ;;
      *) echo "!kernel-log $why" ;;
    esac
  } | awk -v most=${LOG_LINES} '
    /^!kernel-log / { print; next }
    /${troubles}/ { line[n++ % most] = substr($0, 1, ${LOG_WIDTH}) }
    END { for (i = n > most ? n - most : 0; i < n; i++) print " " line[i % most] }'
}
`
