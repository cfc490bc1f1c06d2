import { quote } from '@astrago/hosts'
import { must } from '../on-host.ts'
import { PLACE } from '../place.ts'
import type { Kind, KindContext } from './kind.ts'

const LINKS = '/etc/systemd/system'
const ABSENT = 'absent'
const SLOW_MS = 120_000
const RUNNING = new Set(['active', 'activating', 'reloading'])

const treeOf = (unit: string): string => `${PLACE.originals}/unit%${unit.replaceAll('/', '%')}`

const FOLDERS = `find ${LINKS} -mindepth 1 -type d | sort`

/** The commands that bring a unit to `enabled|disabled|masked active|inactive`. Other words are left as they are. */
function commandsFor(name: string, state: string): string[] {
  const [boot = '', now = ''] = state.split(' ')
  const unit = quote(name)
  return [
    ...(boot === 'masked' ? [`systemctl mask ${unit}`] : [`systemctl unmask ${unit}`]),
    ...(boot === 'enabled' ? [`systemctl enable ${unit}`] : []),
    ...(boot === 'disabled' ? [`systemctl disable ${unit}`] : []),
    ...(now === 'active' ? [`systemctl start ${unit}`] : [`systemctl stop ${unit}`]),
  ]
}

/** Unmasking does nothing as a rule. */
const shown = (name: string, state: string): string[] =>
  commandsFor(name, state).filter((command) => !command.startsWith('systemctl unmask'))

async function run({ host, signal }: KindContext, commands: readonly string[]): Promise<void> {
  for (const command of commands) await must(host, command, { signal, timeoutMs: SLOW_MS })
}

/** Enabling makes folders for its links; those that were not there before and hold nothing go again. */
async function dropFolders({ host, signal }: KindContext, name: string): Promise<void> {
  const kept = quote(treeOf(name))
  const script = `[ -e ${kept} ] || exit 0
${FOLDERS} | sort -r | while read -r folder; do grep -qxF "$folder" ${kept} || rmdir "$folder" 2>/dev/null || :; done`
  await must(host, script, { signal })
}

/** A unit of systemd. State: whether it starts at boot (as `systemctl is-enabled` says) and whether it runs, or `absent`. */
export const unit: Kind = {
  atomic: false,
  async read({ host, signal }, names) {
    const show = (name: string) =>
      `systemctl show ${quote(name)} -p LoadState,UnitFileState,ActiveState | tr '\\n' ' '; echo`
    const lines = (await must(host, names.map(show).join('\n'), { signal })).split('\n')
    return new Map(names.map((name, n) => [name, stateOf(lines[n] ?? '')]))
  },
  async keep({ host, signal }, names) {
    const keep = names.map((name) => `[ -e ${quote(treeOf(name))} ] || ${FOLDERS} > ${quote(treeOf(name))}`)
    await must(host, ['set -e', 'umask 077', `mkdir -p ${PLACE.originals}`, ...keep].join('\n'), { signal })
  },
  async make(context, wanted) {
    for (const { name, wanted: state } of wanted) await run(context, commandsFor(name, state))
  },
  async back(context, entries) {
    for (const { name, before } of entries.filter(({ before }) => before !== ABSENT)) {
      await run(context, commandsFor(name, before))
      await dropFolders(context, name)
    }
  },
  async forget({ host, signal }, names) {
    await must(
      host,
      `rm -f ${names.map((name) => quote(treeOf(name))).join(' ')}; rmdir ${PLACE.originals} 2>/dev/null || :`,
      {
        signal,
      },
    )
  },
  commands: (wanted) => wanted.flatMap(({ name, wanted: state }) => shown(name, state)),
  backCommands: (entries) =>
    entries.filter(({ before }) => before !== ABSENT).flatMap(({ name, before }) => shown(name, before)),
}

function stateOf(properties: string): string {
  const property = (name: string): string => new RegExp(`\\b${name}=(\\S*)`).exec(properties)?.[1] ?? ''
  if (property('LoadState') === 'not-found') return ABSENT
  return `${property('UnitFileState') || 'none'} ${RUNNING.has(property('ActiveState')) ? 'active' : 'inactive'}`
}
