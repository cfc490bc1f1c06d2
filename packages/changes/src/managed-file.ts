import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Localized } from '@astrago/contracts'
import { type Host, quote } from '@astrago/hosts'
import type { Action } from '@astrago/jobs'
import { ask, must } from './on-host.ts'
import { keepOriginal, restoreOriginal } from './originals.ts'

export type ManagedFile = {
  path: string
  /** Octal, as in chmod. */
  mode: number
  content: string
  /** `content` as people may see it. */
  shown: string
}

type FileAction = {
  id: string
  host: string
  describe: Localized
  file: ManagedFile
  /** What is there now, as people may see it. */
  before: string | null
  /** Run after the file is in place, and again after it was put back. Run twice does no harm. */
  reload?: { command: string; run(host: Host, signal: AbortSignal): Promise<void> }
  /** Asked besides the file's content and mode. */
  inForce?(host: Host, signal: AbortSignal): Promise<boolean>
}

/** An action that writes one file of ours. Undoing it puts back what was there before, byte for byte. */
export function writeFile({ id, host, describe, file, before, reload, inForce }: FileAction): Action {
  return {
    id,
    host,
    describe,
    commands: [`install -m ${octal(file.mode)} … ${file.path}`, ...(reload ? [reload.command] : [])],
    files: [{ path: file.path, mode: octal(file.mode), before, after: file.shown }],
    expectedMs: 1_000,
    async verify({ host, signal }) {
      return (await isInPlace(host, file, signal)) && (inForce ? await inForce(host, signal) : true)
    },
    async apply({ host, signal }) {
      await putFile(host, file, signal)
      await reload?.run(host, signal)
    },
    async undo({ host, signal }) {
      await restoreOriginal(host, file.path, signal)
      await reload?.run(host, signal)
    },
  }
}

/** Writes a file of ours, the original kept first. */
export async function putFile(host: Host, file: ManagedFile, signal: AbortSignal): Promise<void> {
  await keepOriginal(host, file.path, signal)
  await must(host, `mkdir -p ${quote(posix.dirname(file.path))}`, { signal })
  await host.upload({ content: file.content }, file.path, { mode: file.mode, sudo: true, signal })
}

async function isInPlace(host: Host, file: ManagedFile, signal: AbortSignal): Promise<boolean> {
  const path = quote(file.path)
  const result = await ask(host, `stat -c %a ${path} && sha256sum < ${path}`, { signal })
  const [mode, sum] = result.stdout.split('\n')
  return result.code === 0 && mode === octal(file.mode) && sum?.split(' ')[0] === sha256(file.content)
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const octal = (mode: number) => mode.toString(8)
