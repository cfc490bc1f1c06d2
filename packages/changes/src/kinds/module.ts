import { AppError } from '@astrago/contracts'
import { quote } from '@astrago/hosts'
import { ask, must } from '../on-host.ts'
import type { Kind, KindContext } from './kind.ts'

/** What a module brings, where one that is built into the kernel is not listed as a module. */
const TRACES: Readonly<Record<string, string>> = {
  overlay: 'grep -qw overlay /proc/filesystems',
  br_netfilter: 'test -e /proc/sys/net/bridge/bridge-nf-call-iptables',
}
const LOADED = 'loaded'
const ABSENT = 'absent'
const MODPROBE = 'PATH=$PATH:/usr/sbin:/sbin modprobe'

const test = (name: string): string =>
  `{ [ -d ${quote(`/sys/module/${name.replaceAll('-', '_')}`)} ]${TRACES[name] ? ` || ${TRACES[name]}` : ''}; }`

async function read({ host, signal }: KindContext, names: readonly string[]) {
  const script = names.map((name) => `if ${test(name)}; then echo ${LOADED}; else echo ${ABSENT}; fi`)
  const lines = (await must(host, script.join('\n'), { signal })).split('\n')
  return new Map(names.map((name, n) => [name, lines[n] ?? ABSENT]))
}

/** A module of the running kernel. State: `loaded` or `absent`. */
export const module: Kind = {
  atomic: true,
  read,
  async make(context, wanted) {
    const { host, signal } = context
    for (const { name } of wanted) await ask(host, `${MODPROBE} ${quote(name)}`, { signal })
    const [missing] =
      [
        ...(await read(
          context,
          wanted.map(({ name }) => name),
        )),
      ].find(([, state]) => state === ABSENT) ?? []
    if (missing) throw new AppError('KERNEL_MODULE_MISSING', { host: host.name, params: { module: missing } })
  },
  /** One that something uses by now stays until the next boot, as it would have been loaded by that anyway. */
  async back({ host, signal, log }, entries) {
    for (const { name } of entries.filter(({ before }) => before === ABSENT)) {
      const { code, stderr } = await ask(host, `${MODPROBE} -r ${quote(name)}`, { signal })
      if (code !== 0) log(`modprobe -r ${name}: ${stderr.trim()}`, 'warn')
    }
  },
  commands: (wanted) => wanted.map(({ name }) => `modprobe ${quote(name)}`),
  backCommands: (entries) =>
    entries.filter(({ before }) => before === ABSENT).map(({ name }) => `modprobe -r ${quote(name)}`),
}
