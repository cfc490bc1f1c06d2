import { quote } from '@astrago/hosts'
import type { ReachTarget } from '../plan.ts'
import { BASH_PROGRAM } from './bash.ts'
import { ATTEMPT_SECONDS, ATTEMPTS, BASICS } from './basics.ts'
import { ATTEMPT_PROGRAM } from './python.ts'

/** Attempts at once where each is a process of its own. */
const PROCESSES = 128
/** For tools that count in whole seconds. */
const SECONDS = Math.floor(ATTEMPT_SECONDS)

/** A target as the tools read it. */
export const lineOf = ({ protocol, address, port, bytes = 0 }: ReachTarget): string =>
  `${protocol} ${address} ${port} ${bytes}`

/** nc comes in several kinds: only that of OpenBSD tells a refused datagram, by its code. */
const TOOLS = `
word() {
  case $1 in
    *refused*) echo refused ;;
    *[Nn]ame*or*service* | *[Nn]ame*resolution* | *resolve* | *ostname*) echo unknown-name ;;
    *No*route* | *nreachable* | *rohibited* | *ermitted* | *enied*) echo no-route ;;
    *) echo timeout ;;
  esac
}

with_bash() {
  said=$(limit ${ATTEMPT_SECONDS} bash -c "$program" bash "$@" 2>&1) && echo "$said" && return
  echo "$(word "$said") 0"
}

with_nc() {
  if [ "$1" = udp ]; then
    nc -h 2>&1 | grep -q OpenBSD && [ "$4" = 0 ] || { echo 'no-tool 0'; return; }
    if limit ${SECONDS + 1} nc -u -z -v -w 1 "$2" "$3" >/dev/null 2>&1; then echo 'timeout 0'; else echo 'refused 0'; fi
    return
  fi
  said=$(limit ${SECONDS + 1} nc -z -v -w ${SECONDS} "$2" "$3" 2>&1) && echo 'open 0' && return
  echo "$(word "$said") 0"
}

# curl talks telnet until its time is up; when it was connected its time to connect is not 0.
with_curl() {
  if [ "$1" = udp ]; then echo 'no-tool 0'; return; fi
  said=$(curl -v -m ${SECONDS + 1} --connect-timeout ${SECONDS} -o /dev/null -w '\\nconnected=%{time_connect}\\n' "telnet://$2:$3" 2>&1)
  case $said in
    *connected=0.000* | *connected=0,000*) echo "$(word "$(echo "$said" | grep -E 'failed:|resolve')") 0" ;;
    *) echo 'open 0' ;;
  esac
}

has_bash() {
  has bash || return 1
  bash -c ': </dev/tcp/127.0.0.1/1' 2>&1 | grep -q 'No such file' && return 1
  return 0
}

tool=none
has curl && tool=curl
has nc && tool=nc
has_bash && tool=bash
[ -n "$python" ] && tool=python3
`

/** A dropped packet is not a firewall: what got no answer is tried again. */
const EACH = `
each() {
  for attempt in ${Array.from({ length: ATTEMPTS }, (_, n) => n + 1).join(' ')}; do
    answer=$("with_$tool" "$@" "$mark")
    case "$1 $answer" in 'tcp timeout'*) ;; *) break ;; esac
  done
  echo "$1 $2 $3 $4 $answer"
}
all() {
  started=0
  while read -r protocol address port bytes; do
    each "$protocol" "$address" "$port" "$bytes" </dev/null &
    started=$((started + 1))
    [ $((started % ${PROCESSES})) -ne 0 ] || wait
  done
  wait
}
`

/**
 * A script for `sh -s` that tries targets with the best tool of the host and writes `via TOOL`, then each target with its
 * result and milliseconds. `mark` begins the datagrams. Addresses must be checked before: see `isPlain`.
 */
export function attemptScript(targets: readonly ReachTarget[], mark: string): string {
  const lines = targets.map(lineOf).join('\n')
  return `{${BASICS}${TOOLS}${EACH}
mark=${quote(mark)}
program=${quote(BASH_PROGRAM)}
work() { echo ${quote(lines)}; }
echo "via $tool"
case $tool in
  none) ;;
  python3) work | "$python" -c ${quote(ATTEMPT_PROGRAM)} "$mark" ;;
  *) work | all ;;
esac
exit 0
}
`
}

/** Whether an address may stand in a list of targets and be an argument of a tool. */
export const isPlain = (address: string): boolean => /^[A-Za-z0-9:][A-Za-z0-9.:_%-]{0,253}$/.test(address)
