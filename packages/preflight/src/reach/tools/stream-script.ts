import { STREAM } from '@astrago/contracts'
import { quote } from '@astrago/hosts'
import { BASICS, TAKE_NAME } from './basics.ts'

/** A stream ends at this, or after STREAM.seconds. */
const BYTES = STREAM.mebibytes * 1024 ** 2
/** A slow link still brings what the sender has handed over long ago: by then the receiver has seen enough. */
const RECEIVE_SECONDS = 3
const SECONDS = STREAM.goneSeconds

const RECEIVE_PROGRAM = `
import signal, socket, sys, time
${TAKE_NAME}
signal.alarm(${SECONDS})
address, port = sys.argv[1], int(sys.argv[2])
listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((address, port))
listener.listen(1)
sys.stdout.write("ready\\n")
sys.stdout.flush()
stream = listener.accept()[0]
listener.close()
room = bytearray(1024 * 1024)
count, began = 0, time.time()
end = began + ${RECEIVE_SECONDS}
while time.time() < end:
    stream.settimeout(max(0.001, end - time.time()))
    try:
        got = stream.recv_into(room)
    except socket.timeout:
        break
    if not got:
        break
    count += got
print("received %d %d" % (count, (time.time() - began) * 1000))
`

const SEND_PROGRAM = `
import signal, socket, sys, time
signal.alarm(${SECONDS})
stream = socket.create_connection((sys.argv[1], int(sys.argv[2])), 3)
stream.settimeout(${SECONDS})
block, count, end = bytes(1024 * 1024), 0, time.time() + ${STREAM.seconds}
while count < ${BYTES} and time.time() < end:
    count += stream.send(block)
`

const TAKEN = `
taken() {
  grep -qsE "^ *[0-9]+: [0-9A-F]+:$(printf %04X "$1") [0-9A-F]+:[0-9A-F]+ 0A " /proc/net/tcp /proc/net/tcp6
}
`

/**
 * A script that takes one stream at a free port and writes \`ready\`, then \`received BYTES MILLISECONDS\`; \`none\` where it
 * cannot. With nc the milliseconds are 0: the sender has them.
 */
export const receiveScript = (address: string, port: number): string => `${BASICS}${TAKEN}
address=${quote(address)} port=${port}
if taken "$port"; then echo none; exit 0; fi
if [ -n "$python" ]; then exec "$python" -c ${quote(RECEIVE_PROGRAM)} "$address" "$port" </dev/null; fi
has nc && has timeout || { echo none; exit 0; }
{ sleep 0.5; taken "$port" && echo ready || echo none; } &
echo "received $(timeout -s KILL ${SECONDS} nc -l "$address" "$port" </dev/null 2>/dev/null | wc -c) 0"
`

/** A script that sends zeros to a receiver and writes \`sent MILLISECONDS\`. */
export const sendScript = (address: string, port: number): string => `{${BASICS}
address=${quote(address)} port=${port}
zeros() { limit ${STREAM.seconds} head -c ${BYTES} /dev/zero; }
began=$(date +%s%N)
if [ -n "$python" ]; then
  "$python" -c ${quote(SEND_PROGRAM)} "$address" "$port"
elif has bash; then
  limit ${STREAM.seconds} bash -c 'exec head -c ${BYTES} /dev/zero >"/dev/tcp/$1/$2"' bash "$address" "$port"
elif has nc; then
  zeros | limit ${SECONDS} nc -N "$address" "$port"
fi
echo "sent $(( ($(date +%s%N) - began) / 1000000 ))"
exit 0
}
`
