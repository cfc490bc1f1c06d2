import { readFile } from 'node:fs/promises'
import { attempt, LabError, poll } from './shell.ts'

/** Mount points at or below `folder`, the deepest first, from the text of /proc/self/mountinfo. */
export function mountsBelow(mountinfo: string, folder: string): string[] {
  return mountinfo
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .map((field) =>
      field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
    )
    .filter((point) => point === folder || point.startsWith(`${folder}/`))
    .reverse()
}

/** Unmounts everything at or below `folder`. @throws LabError when something stays mounted. */
export async function unmountBelow(folder: string): Promise<void> {
  const current = async () => mountsBelow(await readFile('/proc/self/mountinfo', 'utf8'), folder)
  const free = await poll(async () => {
    for (const point of await current()) await attempt('umount', [point])
    return (await current()).length === 0 ? true : undefined
  }, 5_000)
  if (free) return
  for (const point of await current()) await attempt('umount', ['--lazy', point])
  const left = await current()
  if (left.length > 0) throw new LabError(`still mounted: ${left.join(' ')}`)
}
