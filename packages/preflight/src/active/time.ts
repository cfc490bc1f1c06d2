import { type Host, quote } from '@astrago/hosts'
import { BASICS } from '../reach/tools/basics.ts'
import type { Evidence } from './evidence.ts'

const SERVERS = 8
const TRIES = 3
const WAIT = 1.5

/**
 * An SNTP question (RFC 4330): the answer with the shortest way counts; one of another mode than a server's, or without a
 * time, is none. 2208988800: seconds from 1900 to 1970.
 */
const PROGRAM = `
import socket, struct, sys, threading, time
EPOCH, SERVER = 2208988800, 4

def stamp(raw, at):
    whole, part = struct.unpack("!II", raw[at:at + 8])
    return whole - EPOCH + part / 4294967296.0

def look(server):
    best, state = None, "silent"
    for attempt in range(${TRIES}):
        try:
            place = socket.getaddrinfo(server, 123, 0, socket.SOCK_DGRAM)[0]
            asking = socket.socket(place[0], place[1])
            asking.settimeout(${WAIT})
            asking.connect(place[4])
            sent = time.time()
            asking.send(b"\\x23" + b"\\0" * 47)
            raw = asking.recv(512)
            got = time.time()
        except socket.gaierror:
            state = "unknown-name"
            break
        except socket.timeout:
            continue
        except OSError:
            state = "refused"
            continue
        if len(raw) < 48 or raw[0] & 7 != SERVER or raw[40:48] == b"\\0" * 8:
            continue
        leap, stratum = raw[0] >> 6, raw[1]
        delay = (got - sent) - (stamp(raw, 40) - stamp(raw, 32))
        offset = ((stamp(raw, 32) - sent) + (stamp(raw, 40) - got)) / 2
        if best is None or delay < best[0]:
            best = (delay, offset, 16 if leap == 3 else stratum)
    if best:
        sys.stdout.write("%s answered %d %d\\n" % (server, best[1] * 1000, best[2]))
    else:
        sys.stdout.write("%s %s\\n" % (server, state))
    sys.stdout.flush()

workers = [threading.Thread(target=look, args=(server,)) for server in sys.argv[1:]]
for worker in workers:
    worker.daemon = True
    worker.start()
end = time.time() + ${TRIES * WAIT + 12}
for worker in workers:
    worker.join(max(0, end - time.time()))
`

const script = (servers: readonly string[]): string => `${BASICS}
[ -n "$python" ] || { echo tool=none; exit 0; }
echo tool=python3
exec "$python" -c ${quote(PROGRAM)} ${servers.map(quote).join(' ')}
`

type Server = Evidence['time']['servers'][string]

/** Asks time servers from the host what time it is. Null where the host has no python3. */
export async function askTime(
  host: Host,
  servers: readonly string[],
  signal: AbortSignal,
): Promise<Evidence['time'] | null> {
  const asked = servers.filter((server) => /^[A-Za-z0-9._:-]{1,253}$/.test(server)).slice(0, SERVERS)
  const { stdout } = await host.run(script(asked), { timeoutMs: 25_000, signal, maxBytes: 16 * 1024 })
  if (!/^tool=python3$/m.test(stdout)) return null
  const answers = new Map(
    stdout.split('\n').flatMap((line): [string, Server][] => {
      const [, name, state, offset, stratum] =
        /^(\S+) (answered|refused|silent|unknown-name)(?: (-?\d+) (\d+))?$/.exec(line) ?? []
      if (!name || !state) return []
      const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text))
      return [[name, { state: state as Server['state'], offsetMs: number(offset), stratum: number(stratum) }]]
    }),
  )
  const of = (name: string): Server => answers.get(name) ?? { state: 'silent', offsetMs: null, stratum: null }
  return { tool: 'python3', servers: Object.fromEntries(asked.map((name) => [name, of(name)])) }
}
