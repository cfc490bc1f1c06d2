import { inodes } from './inodes.ts'
import type { Raw } from './raw.ts'
import { Absent, optionalLine, optionalNumber, type Readers, section } from './reader.ts'

const SIZE = /^\/sys\/block\/([^/]+)\/size$/
/** The kernel counts in sectors of 512 bytes, whatever those of the disk are. */
const SECTOR = 512
/** Made of other disks or of a file, or one way of several to an NVMe (`nvme0c1n1` to nvme0n1). */
const NO_DISK = /^(dm-|md|loop|drbd|nvme\d+c\d+n)/

function flag(raw: Raw, path: string): boolean | null {
  const text = optionalLine(raw, path)
  return text === null ? null : text === '1'
}

/** `/sys/block/sda/sda2/partition` and `/sys/block/dm-0/slaves/sda2`, then the names that device mapper gives, then /dev/root. */
function layers(raw: Raw): Record<string, string[]> {
  const below: Record<string, string[]> = {}
  const put = (name: string, under: string): void => {
    below[name] = [...(below[name] ?? []), under]
  }
  for (const path of raw.values('system', 'block')) {
    const [, , , disk = '', second = '', third = ''] = path.split('/')
    if (third === 'partition') put(second, disk)
    else if (second === 'slaves') put(disk, third)
  }
  for (const [path, [name = '']] of raw.files(/^\/sys\/block\/[^/]+\/dm\/name$/))
    put(`mapper/${name}`, path.split('/')[3] ?? '')
  for (const name of raw.values('system', 'root')) put('root', name)
  return below
}

/** Volumes in a pool and caches tell how full they are, too, and are fine when they are full. Older answers do not tell the kind. */
const isThinPool = (kind: string | undefined, metadata: string | undefined): boolean =>
  kind === undefined ? Boolean(metadata) : kind === 'thin-pool'

const percent = (text: string | undefined): number | null =>
  text && Number.isFinite(Number(text)) ? Number(text) : null

export const STORAGE: Readers<'block' | 'volumes' | 'ways'> = {
  block: (raw) => {
    section(raw, 'files')
    const disks = raw.files(SIZE).flatMap(([path, [sectors]]) => {
      const name = SIZE.exec(path)?.[1] ?? ''
      const of = (key: string): string => `/sys/block/${name}/${key}`
      const bytes = (optionalNumber(sectors) ?? 0) * SECTOR
      if (bytes === 0 || NO_DISK.test(name) || flag(raw, of('removable'))) return []
      return [
        { name, bytes, rotational: flag(raw, of('queue/rotational')), model: optionalLine(raw, of('device/model')) },
      ]
    })
    return { disks, below: layers(raw) }
  },
  volumes: (raw) =>
    section(raw, 'volumes').flatMap((text) => {
      const [group, free, name, data, metadata, kind] = text.trim().split('|')
      const groupFreeBytes = optionalNumber(free)
      if (!group || !name || groupFreeBytes === null) return []
      const full = isThinPool(kind, metadata)
        ? { dataPercent: percent(data), metadataPercent: percent(metadata) }
        : { dataPercent: null, metadataPercent: null }
      return [{ group, groupFreeBytes, name, ...full }]
    }),
  ways: (raw) => {
    const found = inodes(raw).filter(({ path }) => path !== '/etc/localtime' && !path.endsWith('/.'))
    if (found.length === 0) throw new Absent(raw.problem('inodes') ?? 'not-collected')
    const links = raw.values('system', 'link')
    return Object.fromEntries(found.map(({ path, mode }) => [path, { link: links.includes(path), mode }]))
  },
}
