import { type Host, quote } from '@astrago/hosts'
import { z } from 'zod'
import { BASICS } from '../reach/tools/basics.ts'
import { EVIDENCE, type Evidence } from './evidence.ts'

/** How etcd writes: blocks of this size, each on the disk before the next (etcd documentation, op-guide/hardware). */
const BLOCK = 2300
const SECONDS = 10
const WRITES = 4000
const NEEDED_KIB = 256 * 1024
/** However it goes on: after so long nothing of it runs, and nothing of it lies on the disk. */
const DISK_SECONDS = 30

const PROGRAM = `
import os, sys, time
file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600)
block, taken, end = b"a" * ${BLOCK}, [], time.time() + ${SECONDS}
while len(taken) < ${WRITES} and time.time() < end:
    began = time.time()
    os.write(file, block)
    os.fdatasync(file)
    taken.append((time.time() - began) * 1000)
taken.sort()
print("python3 %d %.3f %.3f" % (len(taken), sum(taken) / len(taken), taken[int(len(taken) * 0.99)]))
`

/**
 * Measures in a folder of its own beside where etcd will write. A guard that no signal to the rest reaches (setsid) removes
 * the folder when the measuring has ended, however it ended.
 */
const script = (dataDir: string): string => `${BASICS}
folder=${quote(dataDir)}
while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
free=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')
echo "folder $folder"
[ "$free" -gt ${NEEDED_KIB} ] || { echo no-room; exit 0; }
umask 077
own=$(mktemp -d "$folder/.astrago-check-XXXXXX") || { echo no-write; exit 0; }
clean='while kill -0 "$1" 2>/dev/null && [ "$2" -gt 0 ]; do sleep 1; set -- "$1" $(($2 - 1)) "$3"; done
  kill -KILL "$1" 2>/dev/null; rm -f "$3/probe" "$3/probe.json"; rmdir "$3"'
if has setsid; then setsid sh -c "$clean" guard $$ ${DISK_SECONDS} "$own" </dev/null >/dev/null 2>&1 &
else (trap '' HUP INT TERM; sh -c "$clean" guard $$ ${DISK_SECONDS} "$own") </dev/null >/dev/null 2>&1 &
fi
if has fio; then
  limit ${SECONDS + 8} fio --name=astrago --filename="$own/probe" --rw=write --ioengine=sync --fdatasync=1 --size=22m --bs=${BLOCK} \\
    --runtime=${SECONDS} --output-format=json --output="$own/probe.json" >/dev/null 2>&1 && echo fio && head -c 60000 "$own/probe.json" && exit 0
fi
[ -n "$python" ] && limit ${SECONDS + 8} "$python" -c ${quote(PROGRAM)} "$own/probe" && exit 0
count=200
began=$(date +%s%N)
limit ${SECONDS + 8} dd if=/dev/zero of="$own/probe" bs=${BLOCK} count=$count oflag=dsync 2>/dev/null && echo "dd $count $((($(date +%s%N) - began) / 1000))"
`

const Fio = z.object({
  jobs: z
    .array(
      z.object({
        write: z.object({ total_ios: z.number() }),
        sync: z.object({ lat_ns: z.object({ mean: z.number(), percentile: z.record(z.string(), z.number()) }) }),
      }),
    )
    .min(1),
})

function fromFio(text: string): Evidence['disk']['measured'] {
  try {
    const [job] = Fio.parse(JSON.parse(text)).jobs
    if (!job) return null
    const { mean, percentile } = job.sync.lat_ns
    return {
      tool: 'fio',
      writes: job.write.total_ios,
      meanMs: mean / 1e6,
      p99Ms: (percentile['99.000000'] ?? mean) / 1e6,
    }
  } catch {
    return null
  }
}

function measuredIn(text: string): Evidence['disk']['measured'] {
  if (text.startsWith('fio\n')) return fromFio(text.slice(4))
  const [, writes, mean, p99] = /^python3 (\d+) ([\d.]+) ([\d.]+)$/m.exec(text) ?? []
  if (writes) return { tool: 'python3', writes: Number(writes), meanMs: Number(mean), p99Ms: Number(p99) }
  const [, count, micros] = /^dd (\d+) (\d+)$/m.exec(text) ?? []
  return count
    ? { tool: 'dd', writes: Number(count), meanMs: Number(micros) / 1000 / Number(count), p99Ms: null }
    : null
}

/** Reads what the script wrote; null where it could not measure. */
function readDisk(stdout: string): Evidence['disk'] | null {
  const [, folder, rest = ''] = /^folder (.+)\n([\s\S]*)$/m.exec(stdout) ?? []
  if (!folder) return null
  const refused = /^no-(?:room|write)$/m.exec(rest)?.[0] ?? null
  const found = EVIDENCE.disk.safeParse({ folder, refused, measured: refused ? null : measuredIn(rest) })
  return found.success && (refused || found.data.measured) ? found.data : null
}

/** How quickly the disk of the data folder gets small writes to the platter or the flash. */
export async function askDisk(host: Host, dataDir: string, signal: AbortSignal): Promise<Evidence['disk'] | null> {
  const options = { sudo: true, timeoutMs: DISK_SECONDS * 1000, signal, maxBytes: 128 * 1024 }
  const { stdout } = await host.run(script(dataDir), options)
  return readDisk(stdout)
}
