/** Commands take the time that they take: to watch one costs as much as to run it. */
export const NO_LIMITS = `
watch() { :; }
limit() { shift; "$@"; }
pad() { :; }
`

/**
 * No command takes more than its seconds: a tick ends the shell's waiting, so that it can see whose time is over. Where
 * a command does not even die (on a dead NFS mount), it is left behind.
 */
export const LIMITS = `
tick=142
watch() {
  read -r me _ </proc/self/stat
  trap : ALRM
  (while sleep 1 && kill -ALRM "$me"; do :; done) >/dev/null &
}

# limit SECONDS COMMAND...
limit() {
  left=$1; shift
  "$@" & job=$!
  while wait "$job"; code=$?; [ $code = $tick ]; do
    left=$((left - 1))
    # A script that stands in for a program is ended with what it waits for.
    [ $left -gt 0 ] || { children=; read -r children <"/proc/$job/task/$job/children"; kill -9 "$job" $children; }
    [ $left -gt -2 ] || return 137
  done
  return $code
}

# Some awks read whole blocks only, and what is left behind may keep the pipe open.
pad() { printf '%8192s\\n' ''; }
`
