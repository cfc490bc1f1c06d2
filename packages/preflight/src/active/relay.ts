import { Duplex, PassThrough } from 'node:stream'
import { type Connection, type Host, quote } from '@astrago/hosts'
import { BASICS } from '../reach/tools/basics.ts'

/** However it goes on: after so long a relay is gone, also when the console was killed. */
const SECONDS = 120

/**
 * Connects and then copies both ways until either side closes, ending with the alarm. `reserved` takes a source port that
 * only root can have, as the kernel's NFS client does (nfs(5), resvport).
 */
const RELAY_PROGRAM = `
import errno, os, signal, socket, sys, threading
signal.alarm(${SECONDS})
address, port, seconds, reserved = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4] == "reserved"

def say(text):
    os.write(1, (text + "\\n").encode())

def reach():
    last = None
    for family, kind, number, name, place in socket.getaddrinfo(address, port, 0, socket.SOCK_STREAM):
        for source in range(1023, 664, -1) if reserved else [0]:
            stream = socket.socket(family, kind)
            stream.settimeout(seconds)
            try:
                if reserved:
                    stream.bind(("", source))
                stream.connect(place)
                return stream
            except socket.timeout:
                raise
            except OSError as error:
                stream.close()
                last = error
                if error.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL):
                    break
    raise last

try:
    stream = reach()
except socket.timeout:
    say("timeout"); sys.exit(0)
except socket.gaierror:
    say("unknown-name"); sys.exit(0)
except ConnectionRefusedError:
    say("refused"); sys.exit(0)
except OSError:
    say("no-route"); sys.exit(0)
stream.settimeout(None)
say("open")

def inward():
    while True:
        got = os.read(0, 65536)
        if not got:
            break
        stream.sendall(got)
    try:
        stream.shutdown(socket.SHUT_WR)
    except OSError:
        pass

worker = threading.Thread(target=inward)
worker.daemon = True
worker.start()
while True:
    got = stream.recv(65536)
    if not got:
        break
    os.write(1, got)
os._exit(0)
`

const relayScript = (address: string, port: number, timeoutMs: number, reserved: boolean): string => `${BASICS}
[ -n "$python" ] || { echo no-tool; exit 0; }
exec "$python" -c ${quote(RELAY_PROGRAM)} ${quote(address)} ${port} ${timeoutMs / 1000} ${reserved ? 'reserved' : 'any'}
`

type Answer = Connection['result'] | 'no-tool'
const ANSWER = /(?<=^|\n)(open|refused|timeout|no-route|unknown-name|no-tool)\n/

/** A login profile may print before the relay speaks; beyond so many bytes nothing more is expected of it. */
const MAX_NOISE = 64 * 1024

/** The answer in a line of its own, and what came behind it; null while there is none. */
function answerIn(head: Buffer): { answer: Answer; rest: Buffer } | null {
  const said = ANSWER.exec(head.toString('latin1'))
  return said && { answer: said[1] as Answer, rest: head.subarray(said.index + said[0].length) }
}

/** What the relay says of itself in a line, and the stream behind it. */
function talkTo(host: Host, script: string, { sudo, signal: outer }: { sudo: boolean; signal: AbortSignal }) {
  const toHost = new PassThrough()
  const over = new AbortController()
  const signal = AbortSignal.any([outer, over.signal])
  const first = Promise.withResolvers<Answer>()
  let head: Buffer | null = Buffer.alloc(0)
  const stream = new Duplex({
    read() {},
    write: (chunk, _, done) => void (toHost.write(chunk) ? done() : toHost.once('drain', () => done())),
    final: (done) => void toHost.end(done),
    destroy(error, done) {
      toHost.end()
      over.abort()
      done(error)
    },
  })
  const onStdout = (chunk: Buffer): void => {
    if (head === null) {
      if (!stream.destroyed) stream.push(chunk)
      return
    }
    head = Buffer.concat([head, chunk])
    const said = answerIn(head)
    if (!said && head.length <= MAX_NOISE) return
    head = null
    first.resolve(said?.answer ?? 'no-route')
    if (said?.rest.length) stream.push(said.rest)
  }
  host
    .stream(script, {
      stdin: toHost,
      onStdout,
      onStderr: () => {},
      timeoutMs: SECONDS * 1000,
      sudo,
      signal,
    })
    .then(
      () => {
        first.resolve('no-route')
        if (!stream.destroyed) stream.push(null)
      },
      (error) => {
        first.reject(error)
        stream.destroy(error)
      },
    )
  stream.on('error', () => {})
  first.promise.catch(() => {})
  return { first: first.promise, stream }
}

type RelayOptions = { timeoutMs: number; signal: AbortSignal; reserved?: boolean }

/**
 * A connection through python3 on the host, for hosts that do not forward, and for servers that want a reserved port, which
 * takes root. `no-tool` where there is no python3.
 */
export async function relay(
  host: Host,
  address: string,
  port: number,
  { timeoutMs, signal, reserved = false }: RelayOptions,
): Promise<Connection | { result: 'no-tool' }> {
  const script = relayScript(address, port, timeoutMs, reserved)
  const { first, stream } = talkTo(host, script, { sudo: reserved, signal })
  const result = await first
  if (result === 'open') return { result, stream }
  stream.destroy()
  return { result }
}
