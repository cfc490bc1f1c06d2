const MARK = '# astrago swap off: '

/** Lines of an fstab that turn swap on. */
export function swapLines(fstab: string): string[] {
  return fstab.split('\n').filter(isSwap)
}

/** The same fstab with its swap lines commented out. */
export function withoutSwap(fstab: string): string {
  return fstab
    .split('\n')
    .map((line) => (isSwap(line) ? `${MARK}${line}` : line))
    .join('\n')
}

/** Fields: device, mount point, type, options (fstab(5)). */
function isSwap(line: string): boolean {
  return !line.trimStart().startsWith('#') && line.trim().split(/\s+/)[2] === 'swap'
}
