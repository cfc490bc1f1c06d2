import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FaultParams } from './fault.ts'

/** Which faults a host has, kept as one file each in `folder`, so that another process can switch them off. */
export async function activeFaults(folder: string): Promise<Record<string, FaultParams>> {
  const names = await readdir(folder).catch(() => [])
  const entries = names.sort().map(async (name): Promise<[string, FaultParams]> => {
    return [name, JSON.parse(await readFile(join(folder, name), 'utf8'))]
  })
  return Object.fromEntries(await Promise.all(entries))
}

export async function noteOn(folder: string, name: string, params: FaultParams): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, name), JSON.stringify(params))
}

export function noteOff(folder: string, name: string): Promise<void> {
  return rm(join(folder, name), { force: true })
}
