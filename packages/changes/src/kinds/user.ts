import { quote } from '@astrago/hosts'
import { must } from '../on-host.ts'
import { PLACE } from '../place.ts'
import type { Kind } from './kind.ts'

const PRESENT = 'present'
const ABSENT = 'absent'
/** A user without the group, or the group without the user: what was cut off leaves it. */
const HALF = 'half'
const PATH = 'PATH=$PATH:/usr/sbin:/sbin'
/** The account files as they were found; the programs keep the last version of each beside it, with a dash. */
const KEPT = `${PLACE.originals}/user%accounts`
const FILES = 'passwd shadow group gshadow'

const add = (name: string): string => `useradd -r -c ${quote(`${name} user`)} -s /sbin/nologin -M ${quote(name)} -U`

const KEEP = `if [ ! -d ${KEPT} ]; then
  rm -rf ${KEPT}.part; mkdir -p ${KEPT}.part
  for name in ${FILES}; do for file in /etc/$name /etc/$name-; do
    if [ -e $file ]; then cp -a $file ${KEPT}.part/; fi
  done; done
  mv ${KEPT}.part ${KEPT}
fi`

/**
 * Where the accounts are again those that were found, the times of the files and the last versions go back, too. This is
 * the last of what is done, not a part of the removal: one that was cut off behind it shows no difference to put back.
 */
const RESTORE = `same=yes
for name in ${FILES}; do
  if [ -e ${KEPT}/$name ]; then cmp -s ${KEPT}/$name /etc/$name || same=no; fi
done
if [ -d ${KEPT} ] && [ $same = yes ]; then
  for name in ${FILES}; do
    if [ -e ${KEPT}/$name ]; then touch -r ${KEPT}/$name /etc/$name; fi
    if [ -e ${KEPT}/$name- ]; then cp -aT ${KEPT}/$name- /etc/$name-; else rm -f /etc/$name-; fi
  done
fi`

/** userdel leaves the group where login.defs(5) says USERGROUPS_ENAB no. */
const remove = (name: string): string =>
  `if id ${quote(name)} >/dev/null 2>&1; then userdel ${quote(name)}; fi
if getent group ${quote(name)} >/dev/null; then groupdel ${quote(name)}; fi`

/** A system user with a group of the same name, without home or login. State: `present`, `absent` or `half`. */
export const user: Kind = {
  atomic: false,
  async read({ host, signal }, names) {
    const test = (name: string) =>
      `if id ${quote(name)}; then found=u; else found=; fi
if getent group ${quote(name)}; then found=\${found}g; fi
case $found in ug) echo ${PRESENT} >&3;; u | g) echo ${HALF} >&3;; *) echo ${ABSENT} >&3;; esac`
    const lines = (await must(host, `{ ${names.map(test).join('\n')}\n} 3>&1 >/dev/null 2>&1`, { signal })).split('\n')
    return new Map(names.map((name, n) => [name, lines[n] ?? ABSENT]))
  },
  async keep({ host, signal }) {
    await must(host, ['set -e', 'umask 077', KEEP].join('\n'), { signal })
  },
  async make({ host, signal }, wanted) {
    for (const { name } of wanted) await must(host, `${PATH} ${add(name)}`, { signal })
  },
  async back({ host, signal }, entries) {
    const removals = entries.filter(({ before }) => before === ABSENT).map(({ name }) => remove(name))
    await must(host, ['set -e', PATH, ...removals].join('\n'), { signal })
  },
  async forget({ host, signal }, _, left) {
    if (left.length > 0) return
    const drop = `rm -rf ${KEPT} ${KEPT}.part; rmdir ${PLACE.originals} 2>/dev/null || :`
    await must(host, ['set -e', RESTORE, drop].join('\n'), { signal })
  },
  commands: (wanted) => wanted.map(({ name }) => add(name)),
  backCommands: (entries) =>
    entries.filter(({ before }) => before === ABSENT).map(({ name }) => `userdel ${quote(name)}`),
}
