import type { Distribution, Fix, Localized, NodeRole, OsFamily } from '@astrago/contracts'
import type { Subject } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import type { DeclaredNode } from '../input.ts'
import { l } from '../text.ts'
import { DISTRIBUTIONS, type DistributionData } from '../thresholds/distributions.ts'
import type { Demands, HardwareClass } from '../thresholds/hardware.ts'
import type { Limit } from '../thresholds/limit.ts'
import { PUBLIC_MIRRORS } from '../thresholds/os.ts'

/** Roles of the machines that join the cluster. */
export const CLUSTER: readonly NodeRole[] = ['control-plane', 'worker', 'gpu']

export const inCluster = (node: DeclaredNode): boolean => node.roles.some((role) => CLUSTER.includes(role))

/** A machine that runs pods. */
export const isWorker = ({ roles }: DeclaredNode): boolean => roles.includes('worker') || roles.includes('gpu')

export const dataOf = (site: { distribution: Distribution }): DistributionData => DISTRIBUTIONS[site.distribution]

/** The Kubernetes minor of the site as a number: 35 for 1.35. */
export function kubernetesMinor(site: Subject['site']): number {
  return Number((site.kubernetes ?? dataOf(site).kubernetes).split('.')[1])
}

/** Whether this machine is the whole cluster. */
export const isAlone = (node: DeclaredNode, nodes: readonly DeclaredNode[]): boolean =>
  inCluster(node) && nodes.filter(inCluster).length === 1

/** The greatest values of a table over demands that meet in one machine. */
export function greatest(
  table: Demands,
  kinds: readonly HardwareClass[],
  { distribution }: Pick<Subject['site'], 'distribution'>,
): { block: number; warn: number } {
  const pairs = kinds.map((kind) => {
    const entry = table[kind]
    return 'block' in entry ? entry : entry[distribution]
  })
  return {
    block: Math.max(...pairs.map(({ block }) => block.value)),
    warn: Math.max(...pairs.map(({ warn }) => warn.value)),
  }
}

/** What is demanded of a machine: by its roles, and by being the whole cluster. */
export const demandsOn = (node: DeclaredNode, nodes: readonly DeclaredNode[]): HardwareClass[] =>
  isAlone(node, nodes) ? ['single', ...node.roles] : node.roles

export const demand = (table: Demands, { node, nodes, site }: Subject): { block: number; warn: number } =>
  greatest(table, demandsOn(node, nodes), site)

export const REGISTRY_DIR = '/var/lib/registry'

/** The folder that grows on this host: the cluster's data, or the registry's. */
export const dataDirOf = ({ node, site }: Subject): string => (inCluster(node) ? dataOf(site).dataDir : REGISTRY_DIR)

type Block = FactValues['block']

/** The disks on which a mount's source lies, through partitions, volumes and arrays. None where that is not known. */
export function disksUnder(source: string, { disks, below }: Block): Block['disks'] {
  const names = new Set<string>()
  const visit = (name: string): void => {
    if (names.has(name)) return
    names.add(name)
    for (const under of below[name] ?? []) visit(under)
  }
  visit(source.replace(/^\/dev\//, ''))
  return disks.filter((disk) => names.has(disk.name))
}

/** The file that has the last word on a setting at the next boot, where it says `value`. */
export function fileSetting(files: FactValues['sysctlFiles'], key: string, value: string): string | null {
  const last = files.filter((each) => each.key === key).at(-1)
  return last?.value === value ? last.file : null
}

/** Whether `a` comes before `b`, by the numbers that their texts begin with: 6.8.0-60-generic is older than 6.8.0-71 and 6.10. */
export function isOlder(a: string, b: string): boolean {
  const numbers = (text: string): number[] => (/^\d+([.-]\d+)*/.exec(text)?.[0] ?? '').split(/[.-]/).map(Number)
  const [left, right] = [numbers(a), numbers(b)]
  const at = right.findIndex((each, index) => each !== (left[index] ?? 0))
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0)
}

const GIB = 1024 ** 3
export const gib = (bytes: number): string => `${(bytes / GIB).toFixed(bytes < 10 * GIB ? 1 : 0)} GiB`
export const list = (items: readonly string[]): string => items.join(', ')
/** At most `most` items, then how many more there are. */
export const shortList = (items: readonly string[], most = 12): string =>
  items.length <= most ? list(items) : `${list(items.slice(0, most))} … +${items.length - most}`

const holds = (folder: string, path: string): boolean =>
  folder === '/' || path === folder || (path.startsWith(folder) && path[folder.length] === '/')

/** The deepest folder of the list that contains `path`. */
export function nearest<T>(byPath: Readonly<Record<string, T>>, path: string): [path: string, value: T] | null {
  const [best] = Object.entries(byPath)
    .filter(([folder]) => holds(folder, path))
    .sort(([a], [b]) => b.length - a.length)
  return best ?? null
}

/** The mount that holds `path`; of several on one target the last one counts. */
export function mountOf(mounts: FactValues['mounts'], path: string): FactValues['mounts'][number] | null {
  const depth = Math.max(...mounts.map(({ target }) => (holds(target, path) ? target.length : 0)))
  return mounts.findLast(({ target }) => target.length === depth && holds(target, path)) ?? null
}

/** Names as a command takes them. */
export const words = ({ value }: Limit<readonly string[]>): string => value.join(' ')

/** The command by which kernel settings hold at once and at every boot: the last file has the last word (sysctl.d(5)). */
export const keepSettings = (name: string, ...settings: readonly string[]): string =>
  `printf '%s\\n' ${settings.join(' ')} > /etc/sysctl.d/zz-${name}.conf && sysctl --system`

/** The command that installs packages whose names differ by family; of an unknown family the names alone. */
export function installCommand(family: OsFamily, debian: string, rhel: string): string {
  if (family === 'debian') return `apt-get install -y ${debian}`
  if (family === 'rhel') return `dnf install -y ${rhel}`
  return debian === rhel ? debian : `${debian} (Debian), ${rhel} (Red Hat)`
}

/** To install what `command` names, as installCommand gives it, and what to do then. */
export function toInstall(then: Localized = l('', '')): Fix {
  const run = l(`실행: {command}${then.ko}`, `Run: {command}${then.en}`)
  const names = l(
    `패키지 관리자로 설치하십시오: {command}${then.ko}`,
    `Install with the package manager: {command}${then.en}`,
  )
  return { debian: run, rhel: run, other: names }
}

/** The address of a list of mirrors, which are read themselves. */
const NAMES_A_LIST = /^mirror\+file:/

/** Whether packages come from somewhere else than mirrors on the internet, which are of no use without it. */
export function hasLocalRepository(repositories: FactValues['repositories']): boolean {
  const isPublic = (address: string): boolean => {
    const host = address.replace(/^[a-z+]+:\/\//, '').split(/[:/]/)[0] ?? ''
    return PUBLIC_MIRRORS.value.some((domain) => host === domain || host.endsWith(`.${domain}`))
  }
  return repositories.some(({ address }) => !NAMES_A_LIST.test(address) && !isPublic(address))
}

/** The value that most have; of several the least. Undefined of none. */
export function mostCommon<T extends string | number>(values: readonly T[]): T | undefined {
  const counts = [...Map.groupBy(values, (value) => value)]
  return counts.toSorted(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))[0]?.[0]
}
