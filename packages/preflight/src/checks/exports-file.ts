import type { FactValues } from '../facts/schema.ts'

type Export = FactValues['nfsServer']['exports'][number]
type Client = { name: string; options: readonly string[] }

/** Who may mount an export, each with all of its options: those behind a hyphen hold for every client that follows (exports(5)). */
function clientsOf({ clients }: Export): Client[] {
  let usual: string[] = []
  return (clients.match(/\S+/g) ?? []).flatMap((word): Client[] => {
    const [, name = word, own = ''] = /^([^(]*)(?:\(([^)]*)\))?$/.exec(word) ?? []
    if (!word.startsWith('-')) return [{ name, options: [...usual, ...own.split(',')] }]
    usual = word.slice(1).split(',')
    return []
  })
}

/** Of an option and its opposite the last one holds. */
const says = ({ options }: Client, yes: string, no: string): boolean =>
  options.findLast((each) => each === yes || each === no) === yes

/** Whether it may be mounted without Kerberos, as volumes are; what names no kind is `sys` (exports(5), sec). */
function allowsSys({ options }: Client): boolean {
  const kinds = options.flatMap((option) => /^sec=(.*)$/.exec(option)?.[1]?.split(':') ?? [])
  return kinds.length === 0 || kinds.includes('sys')
}

// rw must be said; without it exports(5) takes ro.
const writes = (client: Client): boolean => says(client, 'rw', 'ro')
const writesAsRoot = (client: Client): boolean =>
  writes(client) && says(client, 'no_root_squash', 'root_squash') && !says(client, 'all_squash', 'no_all_squash')

/** `*`, options without a client before them, and networks of every address (exports(5), Machine Name Formats). */
const EVERYONE: readonly string[] = ['', '*', '0.0.0.0/0', '::/0']

/** What an export lets its clients do, the best that it gives to any of them. */
export function rightsOf(entry: Export): 'kerberos' | 'readonly' | 'squash' | 'everyone' | 'root' {
  const all = clientsOf(entry)
  const clients = all.filter((client) => allowsSys(client) && !client.name.startsWith('gss/'))
  const roots = clients.filter(writesAsRoot)
  if (all.length > 0 && clients.length === 0) return 'kerberos'
  if (!clients.some(writes)) return 'readonly'
  if (roots.length === 0) return 'squash'
  return roots.some(({ name }) => EVERYONE.includes(name)) ? 'everyone' : 'root'
}

/** Whether the line goes on in the next one, of which nothing is known. */
export const isFolded = ({ clients }: Export): boolean => clients.endsWith('\\')

const inside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)

const isRoot = (entry: Export): boolean =>
  clientsOf(entry).some(({ options }) => options.includes('fsid=0') || options.includes('fsid=root'))

/** The export by which NFS 4 gives `path` out: a path begins at the root that the server sets, where it sets one. */
export function exportOf(path: string, exports: readonly Export[]): Export | undefined {
  const paths = [path, ...exports.filter(isRoot).map((root) => `${root.path.replace(/\/$/, '')}${path}`)]
  return exports
    .filter((each) => paths.some((one) => inside(one, each.path)))
    .sort((a, b) => b.path.length - a.path.length)[0]
}
