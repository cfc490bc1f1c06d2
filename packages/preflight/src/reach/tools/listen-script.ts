import { quote } from '@astrago/hosts'
import { BASICS, TAKE_NAME } from './basics.ts'

export type ListenPort = { protocol: 'tcp' | 'udp'; port: number }

/**
 * Reads `protocol port` from its arguments after address, seconds and mark. A port that anybody has is left alone:
 * SO_REUSEADDR only passes over connections that have ended (socket(7)), and is not set for UDP, where it would share.
 * Connections are held so that the other side closes first. Datagrams without the mark are not answered.
 */
const LISTEN_PROGRAM = `
import os, signal, socket, sys, threading
${TAKE_NAME}
address, seconds, mark = sys.argv[1], int(sys.argv[2]), sys.argv[3].encode()
signal.alarm(seconds)
family = socket.AF_INET6 if ":" in address else socket.AF_INET

def say(text):
    sys.stdout.write(text + "\\n")
    sys.stdout.flush()

def take(listener):
    held = []
    while True:
        held.append(listener.accept())

def answer(listener):
    while True:
        payload, sender = listener.recvfrom(65535)
        if payload.startswith(mark):
            say(payload.split(b"\\n")[0].decode("ascii", "replace"))
            listener.sendto(b"ok", sender)

for protocol, port in zip(sys.argv[4::2], map(int, sys.argv[5::2])):
    listener = socket.socket(family, socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM)
    try:
        if protocol == "tcp":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        if protocol == "tcp":
            listener.listen(128)
    except OSError as error:
        say("not %s %d %s" % (protocol, port, error.strerror))
        continue
    say("at %s %d" % (protocol, port))
    worker = threading.Thread(target=take if protocol == "tcp" else answer, args=(listener,))
    worker.daemon = True
    worker.start()
say("ready")
sys.stdin.read()
os._exit(0)
`

/** socat and the nc of OpenBSD and of nmap; both would share a UDP port with another program, hence the look at /proc. */
const SHELL_LISTENER = `
taken() {
  hex=$(printf %04X "$2")
  state=0A
  [ "$1" = udp ] && state=07
  grep -qsE "^ *[0-9]+: [0-9A-F]+:$hex [0-9A-F]+:[0-9A-F]+ $state " "/proc/net/$1" "/proc/net/$1"6
}
listen() {
  case "$tool $1" in
    'socat tcp') exec timeout -s KILL "$seconds" socat -u "TCP-LISTEN:$2,bind=$address,reuseaddr,fork" OPEN:/dev/null ;;
    'socat udp') exec timeout -s KILL "$seconds" socat -u "UDP-RECV:$2,bind=$address" - ;;
    'nc tcp') exec timeout -s KILL "$seconds" nc -k -l "$address" "$2" ;;
    'nc udp') exec timeout -s KILL "$seconds" nc -k -u -l "$address" "$2" ;;
  esac
}
stands() {
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    taken "$1" "$2" && return
    sleep 0.2
  done
  return 1
}
pids= started=
open_all() {
  while [ $# -gt 0 ]; do
    if taken "$1" "$2"; then
      echo "not $1 $2 Address already in use"
    else
      listen "$1" "$2" </dev/null 2>/dev/null &
      pids="$pids $!" started="$started $1 $2"
    fi
    shift 2
  done
}
tell_all() {
  while [ $# -gt 0 ]; do
    if stands "$1" "$2"; then echo "at $1 $2"; else echo "not $1 $2 $tool cannot"; fi
    shift 2
  done
}
`

/**
 * A script that opens listeners at an address and closes them when its standard input ends, after `seconds`, or when it
 * is ended. It writes `at PROTOCOL PORT` for each that stands, `not PROTOCOL PORT why` for one that does not, `ready`
 * (`none` without a tool), and every datagram with the mark. It is passed as a command, since its input is the leash.
 */
export function listenScript(address: string, ports: readonly ListenPort[], seconds: number, mark: string): string {
  const words = ports.map(({ protocol, port }) => `${protocol} ${port}`).join(' ')
  return `${BASICS}
address=${quote(address)} seconds=${seconds} mark=${quote(mark)}
${SHELL_LISTENER}
if [ -n "$python" ]; then
  exec "$python" -c ${quote(LISTEN_PROGRAM)} "$address" "$seconds" "$mark" ${words}
fi
tool=
has socat && tool=socat
[ -n "$tool" ] || { has nc && tool=nc; }
{ [ -n "$tool" ] && has timeout; } || { echo none; exit 0; }
trap 'kill $pids 2>/dev/null' EXIT
trap 'exit 0' TERM HUP INT
open_all ${words}
tell_all $started
echo ready
limit "$seconds" cat >/dev/null
`
}
