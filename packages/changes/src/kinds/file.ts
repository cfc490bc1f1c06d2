import { posix } from 'node:path'
import { quote } from '@astrago/hosts'
import type { Wanted } from '../change.ts'
import { must } from '../on-host.ts'
import { PLACE } from '../place.ts'
import type { Kind, KindContext } from './kind.ts'

const NO_FILE = 'absent'

const nameOf = (path: string): string => path.slice(1).replaceAll('/', '%')
/** Where a file is kept as it was found. */
export const originalOf = (path: string): string => `${PLACE.originals}/${nameOf(path)}`
/** Where a file is kept as we left it. Private files are not: their content is a secret, and one copy is enough. */
export const oursOf = (path: string): string => `${PLACE.ours}/${nameOf(path)}`

const SEE = `see() {
  if [ -L "$1" ]; then printf 'link %s\\n' "$(readlink -n "$1" | tr '\\n' '?')"
  elif [ -f "$1" ]; then printf 'file %s %s\\n' "$(sha256sum < "$1" | cut -d ' ' -f 1)" "$(stat -c '%a %u:%g' "$1")"
  elif [ -e "$1" ]; then echo other
  else echo ${NO_FILE}; fi
}`

/** What a security module of the host wants for a file of this place. */
const LABEL = 'if command -v restorecon >/dev/null 2>&1; then restorecon'

function keepScript(path: string): string {
  const [file, kept, none] = [path, originalOf(path), `${originalOf(path)}.none`].map(quote)
  return `
if [ ! -e ${kept} ] && [ ! -L ${kept} ] && [ ! -e ${none} ]; then
  if [ -e ${file} ] || [ -L ${file} ]; then
    cp -a ${file} ${kept}.part || { rm -f ${kept}.part; exit 1; }
    mv -T ${kept}.part ${kept}
  else
    folder=$(dirname ${file}); : > ${none}.part
    while [ ! -d "$folder" ]; do printf '%s\\n' "$folder" >> ${none}.part; folder=$(dirname "$folder"); done
    mv ${none}.part ${none}
  fi
fi`
}

/** Byte for byte with mode, owner and time. */
function backScript(path: string): string {
  const [file, part, kept, none] = [path, `${path}.astrago-part`, originalOf(path), `${originalOf(path)}.none`].map(
    quote,
  )
  return `
if [ -e ${kept} ] || [ -L ${kept} ]; then
  mkdir -p "$(dirname ${file})"
  { cp -aT ${kept} ${part} && mv -fT ${part} ${file}; } || { rm -f ${part}; exit 1; }
elif [ -e ${none} ]; then
  rm -f ${file}
else
  echo "the original is gone: "${kept} >&2; exit 1
fi`
}

/** What a change that was cut off may have left: what was not whole yet, and folders that were made for the file. */
function tidyScript(path: string): string {
  const [file, none] = [path, `${originalOf(path)}.none`].map(quote)
  return `rm -f ${file}.astrago-part ${file}.partial-${'[0-9a-f]'.repeat(8)}
if [ -e ${none} ]; then while read -r folder; do rmdir "$folder" 2>/dev/null || :; done < ${none}; fi`
}

async function put({ host, signal }: KindContext, { name, wanted, content = Buffer.alloc(0) }: Wanted): Promise<void> {
  const [, , mode = '600', owner = '0:0'] = wanted.split(' ')
  const path = quote(name)
  await must(host, `mkdir -p ${quote(posix.dirname(name))} || exit; if [ -L ${path} ]; then rm -f ${path}; fi`, {
    signal,
  })
  await host.upload({ content }, name, { mode: Number.parseInt(mode, 8), sudo: true, signal })
  const isPrivate = (Number.parseInt(mode, 8) & 0o077) === 0
  const copy = `umask 077; mkdir -p ${PLACE.ours}; cp -a ${path} ${quote(oursOf(name))}`
  await must(
    host,
    ['set -e', `chown ${owner} ${path}`, `${LABEL} ${path}; fi`, ...(isPrivate ? [] : [copy])].join('\n'),
    { signal },
  )
}

/** A file. State: `file SHA256 MODE UID:GID`, `link TARGET`, `absent`, or `other` for what is neither. */
export const file: Kind = {
  atomic: true,
  async read({ host, signal }, names) {
    const lines = (await must(host, [SEE, ...names.map((name) => `see ${quote(name)}`)].join('\n'), { signal })).split(
      '\n',
    )
    return new Map(names.map((name, n) => [name, lines[n] ?? NO_FILE]))
  },
  async keep({ host, signal }, names) {
    const start = ['set -e', 'umask 077', `mkdir -p ${PLACE.originals}`]
    await must(host, [...start, ...names.map(keepScript)].join('\n'), { signal })
  },
  async make(context, wanted) {
    for (const each of wanted) await put(context, each)
  },
  async back({ host, signal }, entries) {
    await must(host, ['set -e', ...entries.map(({ name }) => backScript(name))].join('\n'), { signal })
  },
  async forget({ host, signal }, names) {
    const parts = (name: string) => ['', '.part', '.none', '.none.part'].map((end) => `${originalOf(name)}${end}`)
    const kept = names.flatMap((name) => [...parts(name), oursOf(name)])
    const drop = `rm -f ${kept.map(quote).join(' ')}; rmdir ${PLACE.originals} ${PLACE.ours} 2>/dev/null || :`
    await must(host, [...names.map(tidyScript), drop].join('\n'), { signal })
  },
  commands: (wanted) => wanted.map(({ name, wanted: state }) => `install -m ${state.split(' ')[2]} … ${name}`),
  backCommands: (entries) =>
    entries.map(({ name, before }) => (before === NO_FILE ? `rm ${name}` : `cp -a ${originalOf(name)} ${name}`)),
}
