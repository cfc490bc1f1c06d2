// A site of many hosts and its preflight, as the console itself would have judged and stored it. The hosts are a
// stand-in: a few answers of the probe, from the fixtures of the preflight package, under many names.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type NewEvent, SITE_WIDE } from '@astrago/contracts'
import {
  checkInfos,
  type HostRecord,
  inputOfSite,
  judgeAll,
  type LinkRow,
  meshOf,
  type PreflightInput,
  parseFacts,
  type ReachRow,
  reachPlan,
  THRESHOLDS_VERSION,
} from '@astrago/preflight'
import { recordOf } from '@astrago/preflight/testing'
import { beginPreflight, makeSite, type Store, savePreflight, saveSection, setRunState, startRun } from '@astrago/store'

type Node = { name: string; address: string; roles: string[]; gpuModel?: string; gpuCount?: number }
type Found = Parameters<typeof savePreflight>[2]

const WHO = '김리셀러'
const BETWEEN_HOSTS_MS = 30
const CONTROL_PLANES = 3
/** The answer of the probe that a host gives, by its number; most are as they should be. */
const ANSWERS: Readonly<Record<number, string>> = {
  5: 'ubuntu-2004-server',
  17: 'ubuntu-2204-h100-broken',
  63: 'rocky-8-server',
  88: 'ubuntu-2204-h100-broken',
}
const WITHOUT_GPU = [5, 63]
/** A host on which the command, or another console, has fixed something. */
const FIXED = 9
/** A host that lets nobody in on a port. */
const SHUT = { host: 17, port: 10250 }

function nodeOf(number: number): Node {
  const named = (kind: string) => `${kind}-${String(number).padStart(3, '0')}`
  const address = `10.20.${Math.floor(number / 200)}.${10 + (number % 200)}`
  if (number <= CONTROL_PLANES) return { name: named('cp'), address, roles: ['control-plane', 'worker'] }
  if (WITHOUT_GPU.includes(number)) return { name: named('wk'), address, roles: ['worker'] }
  return { name: named('gpu'), address, roles: ['worker', 'gpu'], gpuModel: 'H100 80GB', gpuCount: 8 }
}

const answers = new Map<string, ReturnType<typeof parseFacts>['facts']>()

/** The facts of a fixture, with the name, the ids and the address of the host that gives them. */
function recordFor(node: Node, number: number): HostRecord {
  const name = ANSWERS[number] ?? 'ubuntu-2204-hgx-h100'
  const url = new URL(`../../../../packages/preflight/fixtures/${name}.txt`, import.meta.url)
  const said = answers.get(name) ?? parseFacts(readFileSync(url, 'utf8')).facts
  answers.set(name, said)
  const facts = structuredClone(said)
  const hex = number.toString(16).padStart(4, '0')
  if ('value' in facts.identity)
    Object.assign(facts.identity.value, {
      hostname: node.name,
      machineId: `0123456789abcdef0123456789ab${hex}`,
      productUuid: `4c4c4544-0035-3910-8056-b4c04f56${hex}`,
    })
  if ('value' in facts.interfaces) {
    for (const [i, each] of facts.interfaces.value.entries())
      each.mac &&= `02:00:00:${String(i).padStart(2, '0')}:${hex.slice(0, 2)}:${hex.slice(2)}`
    const [first] = facts.interfaces.value.flatMap(({ addresses }) => addresses)
    if (first) first.address = node.address
  }
  if (number === FIXED)
    facts.heldFixes = { value: ['swap-active', 'sysctl-ip-forward'].map((check) => `fix.${check}@${node.name}`) }
  const clock = 'value' in facts.clock ? facts.clock.value : { beginMs: 0, endMs: 0 }
  return { ...recordOf(node.name, {}, { sentAt: clock.beginMs, receivedAt: clock.endMs }), facts }
}

const reachOf = (input: PreflightInput): ReachRow[] =>
  reachPlan(input).map((target) => {
    const shut = target.to === nodeOf(SHUT.host).name && target.port === SHUT.port
    return { ...target, result: shut ? 'timeout' : 'refused', ms: shut ? 2000 : 1, via: 'channel', listener: false }
  })

function linksOf({ nodes }: PreflightInput): LinkRow[] {
  return nodes.flatMap((from, i) =>
    nodes
      .filter(({ name }) => name !== from.name)
      .map(({ name }, j) => ({
        ...{ from: from.name, to: name, rtt: { ms: 0.1 + ((i * 7 + j) % 40) / 100, by: 'ping' as const } },
        ...{ pings: { sent: 10, answered: 10 }, mtu: { interface: 1500, path: 1500 }, bandwidth: null },
      })),
  )
}

/** What a preflight of these hosts finds. */
function look(nodes: readonly Node[]): Found {
  const site = { profile: 'air-gapped', distribution: 'rke2', kind: 'remote' } as const
  const input = inputOfSite(site, { 'resources.nodes': nodes })
  const records = new Map(nodes.map((node, i) => [node.name, recordFor(node, i + 1)]))
  const world = { ...input, records, reach: reachOf(input), links: linksOf(input) }
  return {
    hosts: nodes.map((node) => node.name),
    input,
    facts: [...records.values()],
    reach: world.reach,
    links: world.links,
    mesh: meshOf(input, world),
    verdicts: judgeAll(world),
    only: null,
    thresholds: THRESHOLDS_VERSION,
  }
}

async function makeManyHosts({ db }: Store, name: string, nodes: readonly Node[]): Promise<string> {
  const site = await makeSite(db, { name, kind: 'remote', profile: 'air-gapped', distribution: 'rke2' })
  const section = { section: 'resources', revision: 0, values: { 'resources.nodes': nodes }, secrets: [], cleared: [] }
  await saveSection(db, { siteId: site.id, ...section, who: WHO })
  return site.id
}

/** What is told of a preflight while it runs, in the order in which it comes to be known. */
function* toldOf({ hosts, mesh, verdicts }: Found): Generator<NewEvent> {
  const alone = new Set(checkInfos().flatMap(({ id, scope }) => (scope === 'host' ? [id] : [])))
  yield { kind: 'run', state: 'running' }
  yield { kind: 'mesh', mesh: { ...mesh, pairs: [] } }
  for (const host of hosts) yield { kind: 'host', host, state: 'connecting', verdicts: [] }
  for (const host of hosts) yield { kind: 'host', host, state: 'probing', verdicts: [] }
  for (const host of hosts) {
    const own = verdicts.filter((verdict) => verdict.host === host && alone.has(verdict.check))
    yield { kind: 'host', host, state: 'judged', verdicts: own }
    yield { kind: 'mesh', mesh: { hosts: [], ports: [], pairs: mesh.pairs.filter(({ from }) => from === host) } }
  }
  const together = verdicts.filter(({ check }) => !alone.has(check))
  yield { kind: 'host', host: SITE_WIDE, state: 'judged', verdicts: together }
}

/** Writes to the journal of a run, which the console's own socket reads. */
export type Tell = (run: string, event: NewEvent) => Promise<unknown>

/**
 * A site with a preflight that ended, and one with a preflight that runs: `play` goes on with it until it has told of so
 * many hosts more, and with none left ends it.
 */
export async function makeHundred(store: Store, count: number) {
  const nodes = Array.from({ length: count }, (_, i) => nodeOf(i + 1))
  const found = look(nodes)
  const done = await makeManyHosts(store, '한국인공지능연구원', nodes)
  const ended = await startRun(store.db, { siteId: done, kind: 'preflight', startedBy: WHO })
  await savePreflight(store.db, ended.id, found)
  await setRunState(store.db, ended.id, 'done')
  const live = await makeManyHosts(store, '한국인공지능연구원 2차', nodes)
  const { id } = await startRun(store.db, { siteId: live, kind: 'preflight', startedBy: WHO })
  await beginPreflight(store.db, id, found.hosts)
  const story = toldOf(found)
  const play = async (tell: Tell, hosts: number): Promise<void> => {
    let told = 0
    for (let next = story.next(); !next.done; next = story.next()) {
      await tell(id, next.value)
      if (next.value.kind !== 'mesh') continue
      await wait(BETWEEN_HOSTS_MS)
      if (next.value.mesh.pairs.length > 0 && ++told >= hosts) return
    }
    await savePreflight(store.db, id, found)
    await setRunState(store.db, id, 'done')
    await tell(id, { kind: 'run', state: 'done' })
  }
  return { ids: { done, live }, play }
}
