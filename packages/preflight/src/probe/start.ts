import { PROBE_VERSION } from './vocabulary.ts'

/**
 * How every section speaks: `@name` opens a section, `!name reason` says why it is empty or short. A line of a file
 * carries its path in front, so the content of a file cannot pass for anything else.
 */
export const START = `
path=$PATH
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
unset GREP_OPTIONS GREP_COLORS POSIXLY_CORRECT

if command -v timeout >/dev/null 2>&1; then
  limit() { timeout -s KILL "$@"; }
else
  limit() {
    seconds=$1; shift
    "$@" & job=$!
    (sleep "$seconds"; kill -9 "$job") </dev/null >/dev/null 2>&1 & watch=$!
    wait "$job"; code=$?
    kill "$watch" 2>/dev/null
    return "$code"
  }
fi

# run SECTION SECONDS COMMAND...   with - for a command that waits for nothing
run() {
  section=$1 seconds=$2; shift 2
  echo "@$section"
  if ! command -v "$1" >/dev/null 2>&1; then echo "!$section tool-missing"; return 1; fi
  if [ "$seconds" = - ]; then "$@"; else limit "$seconds" "$@"; fi
  code=$?
  case $code in
    0) ;;
    124 | 137 | 143) echo "!$section timed-out" ;;
    *) echo "!$section failed $code" ;;
  esac
  return $code
}

start() {
  echo "@probe"
  echo "version=${PROBE_VERSION}"
  date '+begin=%s.%N'
  uid=$(id -u)
  echo "uid=$uid"
  echo "login=\${SUDO_USER:-\${USER:-\${LOGNAME:-}}}"
  echo "arch=$(uname -m)"
  echo "path=$path"
  echo "umask=$(umask)"
  echo "nofile=$(ulimit -n)"
  IFS= read -r release </proc/sys/kernel/osrelease
}
`
