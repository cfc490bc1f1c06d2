import type { Host } from '@astrago/hosts'
import { quote } from '@astrago/hosts'
import { BASICS } from '../reach/tools/basics.ts'
import type { Evidence } from './evidence.ts'

/** A dead server costs 10 s a lookup (resolv.conf(5): timeout 5, attempts 2); what takes longer is late. */
const SECONDS = 12
const AT_ONCE = 40

const PROGRAM = `
import os, socket, sys, threading, time
NONE = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", -5))

def look(name):
    began = time.time()
    addresses = []
    try:
        found = socket.getaddrinfo(name, None, socket.AF_INET, socket.SOCK_STREAM)
        addresses = sorted(set(place[4][0] for place in found))
        state = "found"
    except socket.gaierror as error:
        state = "none" if error.errno in NONE else "again"
    except (OSError, UnicodeError):
        state = "again"
    sys.stdout.write("%s %s %d %s\\n" % (name, state, (time.time() - began) * 1000, ",".join(addresses)))
    sys.stdout.flush()

for name in sys.argv[1:]:
    worker = threading.Thread(target=look, args=(name,))
    worker.daemon = True
    worker.start()
end = time.time() + ${SECONDS}
while threading.active_count() > 1 and time.time() < end:
    time.sleep(0.05)
os._exit(0)
`

const script = (names: readonly string[]): string => `${BASICS}
if [ -n "$python" ]; then
  echo tool=python3
  exec "$python" -c ${quote(PROGRAM)} ${names.map(quote).join(' ')}
fi
has getent || { echo tool=none; exit 0; }
echo tool=getent
for name in ${names.map(quote).join(' ')}; do
  { found=$(limit ${SECONDS} getent ahostsv4 "$name"); code=$?
    case $code in
      0) echo "$name found 0 $(echo "$found" | awk '{ print $1 }' | sort -u | tr '\\n' ',')" ;;
      2) echo "$name none 0 " ;;
    esac; } &
done
wait
`

type Resolved = Evidence['dns']['names'][string]
const LATE: Resolved = { state: 'late', addresses: [], ms: SECONDS * 1000 }

export type DnsQuestion = {
  names: readonly string[]
  /** Domains under which nobody has the label. */
  domains: readonly string[]
  /** Those of the domains that are in the host's search list. */
  search: readonly string[]
  label: string
}

/**
 * Resolves names by the host's own resolver, all at once; what is no name, or one too many, is not among the answers. Null where the host has neither python3 nor getent. getent cannot
 * tell a name that does not exist from a server that does not answer quickly.
 */
export async function askDns(
  host: Host,
  { names, domains, search, label }: DnsQuestion,
  signal: AbortSignal,
): Promise<Evidence['dns'] | null> {
  // The dot keeps the resolver from trying it below each search domain as well.
  const randomOf = (domain: string): string => `${label}.${domain}.`
  const asked = [...domains.map(randomOf), ...names]
    .filter((name) => /^[A-Za-z0-9._-]{1,253}$/.test(name))
    .slice(0, AT_ONCE)
  const { stdout } = await host.run(script(asked), { timeoutMs: (SECONDS + 5) * 1000, signal, maxBytes: 64 * 1024 })
  const tool = /^tool=(python3|getent)$/m.exec(stdout)?.[1]
  if (!tool) return null
  const answers = new Map(
    stdout.split('\n').flatMap((line): [string, Resolved][] => {
      const [, name, state, ms, addresses] = /^(\S+) (found|none|again) (\d+) ?(\S*)$/.exec(line) ?? []
      if (!name || !state) return []
      return [
        [
          name,
          {
            state: state as Resolved['state'],
            ms: Number(ms),
            addresses: (addresses ?? '').split(',').filter(Boolean),
          },
        ],
      ]
    }),
  )
  const of = (name: string): Resolved => answers.get(name) ?? LATE
  const given = (list: readonly string[], nameOf: (each: string) => string): Record<string, Resolved> =>
    Object.fromEntries(list.filter((each) => asked.includes(nameOf(each))).map((each) => [each, of(nameOf(each))]))
  return {
    tool: tool as Evidence['dns']['tool'],
    names: given(names, (name) => name),
    random: given(domains, randomOf),
    search: [...search],
  }
}
