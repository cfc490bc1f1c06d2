import { AppError, type HostView, type Problem, type Site, toProblem } from '@astrago/contracts'
import type { Answers, Node } from '@astrago/exchange-form'
import { connectSsh, type Host, localHost, localHostForWork, type SshTarget, scanHostKey } from '@astrago/hosts'
import { targetsOf } from '@astrago/jobs'
import { type HostRow, type HostSeen, noteHost, readHostRows, type Store } from '@astrago/store'
import PQueue from 'p-queue'
import { secretOf } from './secrets.ts'

/** How many hosts are met at once: sshd drops connections that have not logged in yet when too many come together. */
const AT_ONCE = 50
const SCAN_TIMEOUT_MS = 10_000

export type SiteAnswers = { site: Site; answers: Answers }

/** Told what earlier work for the site had left running on a host, once it was ended. */
export type OnEnded = (host: string, programs: readonly string[]) => unknown

/**
 * Opens hosts of a site by name, the local site's without SSH. Credentials are read from the vault when the first host is opened.
 * With `onEnded` what earlier work for the site left running there is ended first: that is for who has the site's lease.
 * @returns a function that throws NOT_FOUND, VALIDATION_FAILED and the errors of the HOST_ family
 */
export function hostOpener(
  store: Store,
  { site, answers }: SiteAnswers,
  onEnded?: OnEnded,
): (name: string) => Promise<Host> {
  let known: Promise<{ targets: Map<string, SshTarget>; rows: Map<string, HostRow> }> | undefined
  return async (name) => {
    const work = onEnded && { name: site.id, onEnded: (programs: readonly string[]) => onEnded(name, programs) }
    if (site.kind === 'local') return work ? localHostForWork(name, work) : localHost(name)
    known ??= Promise.all([targetsOf(answers, secretOf(store, site.id)), readHostRows(store.db, site.id)]).then(
      ([targets, rows]) => ({ targets, rows }),
    )
    const { targets, rows } = await known
    const target = targets.get(name)
    if (!target) throw new AppError('NOT_FOUND', { params: { what: name } })
    const pinned = pinnedKey(rows.get(name), target.address)
    return connectSsh(target, { pinned, ...(work && { work }) })
  }
}

function pinnedKey(row: HostRow | undefined, address: string): { type: string; fingerprint: string } | null {
  if (!row?.pinned || !row.pinnedType || row.address !== address) return null
  return { type: row.pinnedType, fingerprint: row.pinned }
}

/** Meets hosts: reads the key of one that has none pinned; logs in where a key is pinned and looks at the machine. */
export async function reachHosts(store: Store, state: SiteAnswers, names: ReadonlySet<string> | null): Promise<void> {
  const { site, answers } = state
  const nodes = (answers['resources.nodes'] ?? []).filter(({ name }) => !names || names.has(name))
  const rows = await readHostRows(store.db, site.id)
  const open = hostOpener(store, state)
  const port = answers['accounts.sshPort'] ?? 22
  const meet = async (node: Node): Promise<HostSeen> => {
    if (site.kind === 'local' || pinnedKey(rows.get(node.name), node.address)) return look(open, node)
    const { type, fingerprint } = await scanHostKey(node.address, node.sshPort ?? port, SCAN_TIMEOUT_MS)
    return { offeredType: type, offered: fingerprint, reached: null, problem: null }
  }
  const queue = new PQueue({ concurrency: AT_ONCE })
  await queue.addAll(
    nodes.map((node) => async () => {
      const seen = await meet(node).catch((error) => failedToMeet(error, node))
      await noteHost(store.db, site.id, { name: node.name, address: node.address }, seen)
    }),
  )
}

async function look(open: (name: string) => Promise<Host>, { name }: Node): Promise<HostSeen> {
  const host = await open(name)
  try {
    await host.run('true', { sudo: true, timeoutMs: 15_000 })
    return { reached: true, problem: null, summary: await summarize(host) }
  } finally {
    await host.close()
  }
}

/** A key that changed is kept beside the pinned one, so that both can be shown and the new one confirmed. */
function failedToMeet(error: unknown, { name }: Node): HostSeen {
  const problem: Problem = { ...toProblem(error), host: name }
  const { offered, type } = problem.params ?? {}
  const shown = problem.code === 'HOST_KEY_CHANGED' && offered && type
  return { reached: false, problem, ...(shown ? { offered: String(offered), offeredType: String(type) } : {}) }
}

/**
 * Pins keys that a person compared.
 * @throws HOST_KEY_CHANGED when a host shows another key by now than the one that was on the page, NOT_FOUND
 */
export async function confirmHostKeys(
  store: Store,
  siteId: string,
  confirmed: readonly { name: string; fingerprint: string }[],
): Promise<void> {
  const rows = await readHostRows(store.db, siteId)
  for (const { name, fingerprint } of confirmed) {
    const row = rows.get(name)
    if (!row?.offered) throw new AppError('NOT_FOUND', { params: { what: name } })
    if (row.offered !== fingerprint)
      throw new AppError('HOST_KEY_CHANGED', { host: name, params: { offered: row.offered, pinned: fingerprint } })
    const { address, offeredType } = row
    await noteHost(store.db, siteId, { name, address }, { pinned: fingerprint, pinnedType: offeredType, problem: null })
  }
}

/** The hosts of the node table with what is known of each. */
export async function viewHosts(store: Store, { site, answers }: SiteAnswers): Promise<HostView[]> {
  const rows = await readHostRows(store.db, site.id)
  return (answers['resources.nodes'] ?? []).map(({ name, address, roles }) => {
    const row = rows.get(name)?.address === address ? rows.get(name) : undefined
    return {
      name,
      address,
      roles,
      key: keyView(site, row),
      reached: row?.reached ?? null,
      problem: row?.problem ?? null,
      summary: row?.summary ?? null,
      seenAt: row?.seenAt ?? null,
    }
  })
}

function keyView({ kind }: Site, row: HostRow | undefined): HostView['key'] {
  const { offeredType = null, offered = null, pinned = null } = row ?? {}
  const changed = pinned !== null && offered !== null && offered !== pinned
  const remote = changed ? 'changed' : pinned ? 'pinned' : offered ? 'offered' : 'unseen'
  return { state: kind === 'local' ? 'none' : remote, type: offeredType, offered, pinned }
}

const SUMMARY = `(. /etc/os-release; printf '%s\\n' "$PRETTY_NAME"); uname -r; getconf _NPROCESSORS_ONLN
awk '/^MemTotal:/{print $2}' /proc/meminfo
n=0; for d in /sys/bus/pci/devices/*; do
  read -r v < "$d/vendor" && read -r c < "$d/class" && [ "$v" = 0x10de ] && case $c in 0x03*) n=$((n+1));; esac
done 2>/dev/null; echo $n`

async function summarize(host: Host): Promise<HostRow['summary']> {
  const { stdout } = await host.run(SUMMARY, { timeoutMs: 15_000, maxBytes: 4096 })
  const [os = '', kernel = '', cpus, memoryKib, gpus] = stdout.split('\n')
  const number = (text: string | undefined): number => Number(text) || 0
  return { os, kernel, cpus: number(cpus), memoryBytes: number(memoryKib) * 1024, gpus: number(gpus) }
}
