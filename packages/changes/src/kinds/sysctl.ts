import { quote } from '@astrago/hosts'
import { ask, must } from '../on-host.ts'
import type { Kind, KindContext } from './kind.ts'

const ABSENT = 'absent'
const SYSCTL = 'PATH=$PATH:/usr/sbin:/sbin sysctl'

/** In names of /proc/sys dots and slashes change places: net.ipv4.conf.eth0/100.rp_filter (sysctl(8)). */
const fileOf = (key: string): string => `/proc/sys/${key.replace(/[./]/g, (sign) => (sign === '.' ? '/' : '.'))}`

const command = (key: string, value: string): string => `sysctl -w ${quote(`${key}=${value}`)}`

async function set({ host, signal }: KindContext, values: readonly (readonly [key: string, value: string])[]) {
  for (const [key, value] of values) await must(host, `${SYSCTL} -q -w ${quote(`${key}=${value}`)}`, { signal })
}

/** A parameter of the running kernel. State: its value with single blanks, or `absent`. */
export const sysctl: Kind = {
  atomic: true,
  async read({ host, signal }, names) {
    const files = names.map((name) => quote(fileOf(name))).join(' ')
    const script = `for file in ${files}; do if value=$(cat "$file"); then echo "= $value"; else echo ${ABSENT}; fi; done`
    const { stdout } = await ask(host, `{ ${script}; } 2>/dev/null`, { signal })
    const lines = stdout.split('\n')
    return new Map(names.map((name, n) => [name, (lines[n] ?? ABSENT).replace(/^= /, '').trim().replace(/\s+/g, ' ')]))
  },
  make: (context, wanted) =>
    set(
      context,
      wanted.map(({ name, wanted: value }) => [name, value] as const),
    ),
  back: (context, entries) =>
    set(
      context,
      entries.filter(({ before }) => before !== ABSENT).map(({ name, before }) => [name, before] as const),
    ),
  commands: (wanted) => wanted.map(({ name, wanted: value }) => command(name, value)),
  backCommands: (entries) =>
    entries.filter(({ before }) => before !== ABSENT).map(({ name, before }) => command(name, before)),
}
