import { PROBE_VERSION } from './vocabulary.ts'

/**
 * How every section speaks: `@name` opens a section, `!name reason` says why it is empty or short. A line of a file
 * carries its path in front, so the content of a file cannot pass for anything else. What the shell finds by itself is
 * gathered and said at once: each word would wake the reader.
 */
export const START = `
path=$PATH
for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
  # One that is a link to another would be looked through twice.
  case :$PATH: in *:$folder:*) ;; *) [ -L "$folder" ] || PATH=$PATH:$folder ;; esac
done
export LC_ALL=C PATH
unset GREP_OPTIONS GREP_COLORS POSIXLY_CORRECT
login=\${SUDO_USER:-\${USER:-\${LOGNAME:-root}}}
read -r release </proc/sys/kernel/osrelease
# To ask id would be one process more.
if [ -O /proc/sys ]; then uid=0; else uid=$(id -u); fi

# run SECTION SECONDS COMMAND...
run() {
  section=$1 seconds=$2; shift 2
  echo "@$section"
  if ! command -v "$1" >/dev/null; then echo "!$section tool-missing"; return 1; fi
  limit "$seconds" "$@"
  code=$?
  case $code in
    0) ;;
    124 | 137 | 143) echo "!$section timed-out" ;;
    *) echo "!$section failed $code" ;;
  esac
  return $code
}

start() {
  read -r arch </proc/sys/kernel/arch || arch=$(uname -m)
  echo "@probe"
  date '+begin=%s.%N'
  read -r up _ </proc/uptime
  printf '%s\\n' version=${PROBE_VERSION} "up=$up" "uid=$uid" "login=\${SUDO_USER:-\${USER:-\${LOGNAME:-}}}" "arch=$arch" "path=$path"
  printf umask=; umask
  printf nofile=; ulimit -n
}

finish() {
  read -r up _ </proc/uptime
  printf '@done\\nup=%s\\n@end\\n' "$up"
  pad
}
`
