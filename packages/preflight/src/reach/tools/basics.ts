/** How long one attempt waits for an answer, in seconds: time for the first SYN and one more (RFC 6298, section 2.1). */
export const ATTEMPT_SECONDS = 3.2
/** Attempts at a connection that got no answer: a lost packet is not a firewall. */
export const ATTEMPTS = 2
/** Datagrams sent until one is answered, and the wait behind each in seconds. */
export const DATAGRAMS = { most: 5, wait: 0.3 }

/** What a listener of ours is called on its host: whoever finds one there knows whose it is, another preflight too. */
export const LISTENER = 'astrago-check'
/** Python that takes this name for its process (proc(5), /proc/PID/comm). */
export const TAKE_NAME = `
try:
    with open("/proc/self/comm", "w") as name:
        name.write("${LISTENER}")
except (IOError, OSError):
    pass
`

/**
 * What every script begins with that reads something of its output by the line. An empty line comes first, so that what a
 * login profile prints without ending its line stays apart. `limit` is timeout(1) or its like. `$python` is empty where there is none
 * that works: a minimal installation may lack the modules.
 */
export const BASICS = `
echo
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
has() { command -v "$1" >/dev/null 2>&1; }
if has timeout; then
  limit() { timeout -s KILL "$@"; }
else
  limit() {
    seconds=\${1%.*}; shift
    "$@" & job=$!
    (sleep "$seconds"; kill -9 "$job") </dev/null >/dev/null 2>&1 & watch=$!
    wait "$job"; code=$?
    kill "$watch" 2>/dev/null
    return "$code"
  }
fi
python=
for each in python3 /usr/libexec/platform-python; do
  has "$each" && "$each" -c 'import errno, socket, sys, threading, time' </dev/null >/dev/null 2>&1 && python=$each && break
done
`
