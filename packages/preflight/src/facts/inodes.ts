import type { Raw } from './raw.ts'

type Inode = {
  path: string
  inode: string
  /** Octal. */
  mode: string
  owner: string
  /** Where a link leads. */
  target: string | null
}

/** `1441796 777 root '/etc/localtime' -> '/usr/share/zoneinfo/Etc/UTC'`; busybox writes no quotes. */
const OWN = /^(\d+) ([0-7]{1,4}) (\S+) '?(\/[^']*?)'?(?: -> '?([^']+?)'?)?$/
/** The probe's second version asked for the inode, the mode and the path. */
const BEFORE = /^(\d+) ([0-7]{1,4}) (\/\S*)$/

/** The files and folders that were looked at themselves and are there. The path of one behind a link ends in `/.`. */
export const inodes = (raw: Raw): Inode[] => [
  ...raw.lines('inodes').flatMap((text) => {
    const [, inode = '', mode = '', owner = '', path, target = null] = OWN.exec(text.trim()) ?? []
    return path ? [{ path, inode, mode, owner, target }] : []
  }),
  ...raw.lines('stat').flatMap((text) => {
    const [, inode = '', mode = '', path] = BEFORE.exec(text.trim()) ?? []
    return path ? [{ path, inode, mode, owner: '', target: null }] : []
  }),
]
