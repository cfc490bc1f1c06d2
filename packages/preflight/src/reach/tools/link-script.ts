import { quote } from '@astrago/hosts'
import { BASICS } from './basics.ts'

/** Echo requests to a peer, and how many more where some of them were lost: one lost packet says little. */
const PINGS = 20
const MORE_PINGS = 60
/** What an iputils older than 2020 allows anybody, and root, between two requests; seconds. */
const GAP = { user: 0.2, root: 0.1 }
/** Sizes that paths have: tunnels, PPPoE, jumbo frames. Tried where the interface's own does not pass, all at once. */
const PATH_MTUS = [8950, 8500, 4000, 1500, 1492, 1480, 1460, 1450, 1420, 1400, 1380, 1350, 1300, 1280, 1000, 576]
/** IPv4 and ICMP headers (RFC 791, RFC 792). */
const HEADERS = 28
const CONNECTS = 5
/** Peers at once. */
const PEERS = 64

const CONNECT_PROGRAM = `
import socket, sys, time
for attempt in range(${CONNECTS}):
    began = time.time()
    try:
        socket.create_connection((sys.argv[1], int(sys.argv[2])), 2).close()
    except ConnectionRefusedError:
        pass
    except OSError:
        break
    print("%.3f" % ((time.time() - began) * 1000))
`

/**
 * A script for `sh -s` that measures the way to peers, each an address and a TCP port that answers. Per peer it writes
 * - `ping ADDRESS SENT ms ms ...`, a time for each answer,
 * - `mtu ADDRESS INTERFACE PATH`: bytes of the interface that leads there, and the largest packet that passes unbroken
 *   (0 when none does); only where pings are answered,
 * - `tcp ADDRESS ms ms ...`: times of connections, where no ping is answered or there is no ping.
 */
export function linkScript(peers: readonly { address: string; port: number }[]): string {
  const lines = peers.map(({ address, port }) => `${address} ${port}`).join('\n')
  return `{${BASICS}
gap=${GAP.user}
[ "$(id -u)" = 0 ] && gap=${GAP.root}
pings=
ping -V 2>/dev/null | grep -q iputils && pings=yes
milliseconds() { sed -n 's/.*time[=<]\\([0-9.]*\\) ms.*/\\1/p' | tr '\\n' ' '; }
passes() { ping -n -q -M do -c 5 -i 0.2 -w 2 -s $(($2 - ${HEADERS})) "$1" >/dev/null 2>&1; }

rtt() {
  got=$(ping -n -c ${PINGS} -i $gap -W 1 "$1" 2>/dev/null | milliseconds)
  sent=${PINGS}
  if [ -n "$got" ] && [ "$(echo "$got" | wc -w)" -lt ${PINGS} ]; then
    more=$(ping -n -c ${MORE_PINGS} -i $gap -W 1 "$1" 2>/dev/null | milliseconds)
    sent=$((${PINGS} + ${MORE_PINGS})) got="$got$more"
  fi
  echo "ping $1 $sent $got"
}

path_mtu() {
  for size in ${PATH_MTUS.join(' ')}; do
    [ "$size" -ge "$2" ] || { passes "$1" "$size" && echo "$size"; } &
  done | sort -n | tail -n 1
}

interface_mtu() {
  route=$(ip -o route get "$1" 2>/dev/null)
  limited=$(echo "$route" | sed -n 's/.* mtu \\(lock \\)*\\([0-9][0-9]*\\).*/\\2/p')
  device=$(echo "$route" | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p')
  if [ -n "$limited" ]; then echo "$limited"; elif [ -n "$device" ]; then cat "/sys/class/net/$device/mtu"; fi
}

mtu() {
  own=$(interface_mtu "$1")
  [ -n "$own" ] || return
  if passes "$1" "$own"; then echo "mtu $1 $own $own"; return; fi
  path=$(path_mtu "$1" "$own")
  echo "mtu $1 $own \${path:-0}"
}

connects() {
  [ -n "$python" ] || return
  echo "tcp $1 $("$python" -c ${quote(CONNECT_PROGRAM)} "$1" "$2" 2>/dev/null | tr '\\n' ' ')"
}

peer() {
  if [ -z "$pings" ]; then connects "$1" "$2"; return; fi
  found=$(rtt "$1")
  echo "$found"
  case $found in "ping $1 ${PINGS} ") connects "$1" "$2" ;; *) mtu "$1" ;; esac
}

started=0
while read -r address port; do
  peer "$address" "$port" </dev/null &
  started=$((started + 1))
  [ $((started % ${PEERS})) -ne 0 ] || wait
done <<'PEERS'
${lines}
PEERS
wait
exit 0
}
`
}
