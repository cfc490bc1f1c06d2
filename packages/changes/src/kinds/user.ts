import { quote } from '@astrago/hosts'
import { must } from '../on-host.ts'
import type { Kind } from './kind.ts'

const PRESENT = 'present'
const ABSENT = 'absent'
const PATH = 'PATH=$PATH:/usr/sbin:/sbin'

const add = (name: string): string => `useradd -r -c ${quote(`${name} user`)} -s /sbin/nologin -M ${quote(name)} -U`

/** A system user with a group of the same name, without home or login. State: `present` or `absent`. */
export const user: Kind = {
  atomic: true,
  async read({ host, signal }, names) {
    const test = (name: string) =>
      `if id ${quote(name)} && getent group ${quote(name)}; then echo ${PRESENT} >&3; else echo ${ABSENT} >&3; fi`
    const lines = (await must(host, `{ ${names.map(test).join('\n')}\n} 3>&1 >/dev/null 2>&1`, { signal })).split('\n')
    return new Map(names.map((name, n) => [name, lines[n] ?? ABSENT]))
  },
  async make({ host, signal }, wanted) {
    for (const { name } of wanted) await must(host, `${PATH} ${add(name)}`, { signal })
  },
  async back({ host, signal }, entries) {
    for (const { name } of entries.filter(({ before }) => before === ABSENT))
      await must(host, `${PATH} userdel ${quote(name)}`, { signal })
  },
  commands: (wanted) => wanted.map(({ name }) => add(name)),
  backCommands: (entries) =>
    entries.filter(({ before }) => before === ABSENT).map(({ name }) => `userdel ${quote(name)}`),
}
