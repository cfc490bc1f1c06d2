import type { Raw } from './raw.ts'
import { Absent, optionalLine, type Readers, section } from './reader.ts'

const CGROUP2_MAGIC = '63677270'
const CGROUP_MOUNT = '/sys/fs/cgroup'

function statfs(raw: Raw): { path: string; magic: string; numbers: number[] }[] {
  return section(raw, 'filesystems').flatMap((text) => {
    const [path = '', magic = '', ...rest] = text.split('|')
    const numbers = rest.map(Number)
    return rest.length === 5 && numbers.every(Number.isSafeInteger) ? [{ path, magic, numbers }] : []
  })
}

const plain = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)))

function cgroupVersion(
  magic: string | undefined,
  mounts: readonly { target: string; type: string }[],
): 'v1' | 'v2' | 'hybrid' | 'none' {
  if (magic === CGROUP2_MAGIC) return 'v2'
  if (!mounts.some(({ type }) => type === 'cgroup')) return 'none'
  return mounts.some(({ type }) => type === 'cgroup2') ? 'hybrid' : 'v1'
}

/** Controllers of v1: /proc/cgroups has name, hierarchy, count, enabled. */
function enabledControllers(raw: Raw): string[] {
  return raw
    .file('/proc/cgroups')
    .map((text) => text.split(/\s+/))
    .filter(([name, , , enabled]) => name && !name.startsWith('#') && enabled === '1')
    .map(([name = '']) => name)
}

function readMounts(raw: Raw) {
  const lines = raw.file('/proc/self/mounts')
  if (lines.length === 0) throw new Absent(raw.problem('mounts') ?? 'not-collected')
  return lines.flatMap((text) => {
    const [source, target, type, options] = text.split(' ')
    return source && target && type && options
      ? [{ source: plain(source), target: plain(target), type, options: options.split(',') }]
      : []
  })
}

export const DISK: Readers<'mounts' | 'filesystems' | 'xfs' | 'cgroup'> = {
  mounts: readMounts,
  filesystems: (raw) =>
    Object.fromEntries(
      statfs(raw)
        .filter(({ path }) => path !== CGROUP_MOUNT)
        .map(({ path, numbers: [block = 0, blocks = 0, free = 0, inodes = 0, inodesFree = 0] }) => [
          path,
          { totalBytes: block * blocks, freeBytes: block * free, inodes, inodesFree },
        ]),
    ),
  xfs: (raw) => {
    const found: Record<string, { ftype: boolean }> = {}
    let mount = ''
    for (const text of section(raw, 'xfs')) {
      const [, ftype] = /\bftype=([01])\b/.exec(text) ?? []
      if (text.startsWith('mount=')) mount = text.slice(6)
      else if (ftype) found[mount] = { ftype: ftype === '1' }
    }
    if (raw.problem('xfs') !== null) throw new Absent(raw.problem('xfs') ?? 'unreadable')
    return found
  },
  cgroup: (raw) => {
    const magic = statfs(raw).find(({ path }) => path === CGROUP_MOUNT)?.magic
    const version = cgroupVersion(magic, readMounts(raw))
    const unified = optionalLine(raw, '/sys/fs/cgroup/cgroup.controllers')
    return {
      version,
      controllers: version === 'v2' ? (unified ?? '').split(/\s+/).filter(Boolean) : enabledControllers(raw),
    }
  },
}
