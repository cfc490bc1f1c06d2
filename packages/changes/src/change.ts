import { createHash } from 'node:crypto'
import type { KindId, ReloadId } from './ledger/entry.ts'

/** A state that something of a host shall have, in the words of its kind. */
export type Wanted = {
  kind: KindId
  name: string
  wanted: string
  /** A higher number is as good. */
  least?: true
  reload?: ReloadId
  /** Of a file. */
  content?: Buffer
  /** Made of what the file holds now: what others wrote into it is still there. */
  keepsRest?: true
}

/**
 * A change of a file that keeps the rest of it: from its text (one character a byte, null when there is none) to the text
 * it shall have; null when there is nothing to change. Applied to its own result it changes nothing.
 */
export type Edit = {
  kind: 'edit'
  name: string
  edit(text: string | null): string | null
  reload?: ReloadId
}

export type Change = Wanted | Edit

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The state of a file with this content. @param mode octal, as in chmod @param owner uid:gid */
export const fileState = (content: Uint8Array, mode: string, owner: string): string =>
  `file ${sha256(content)} ${mode} ${owner}`

/** A file of ours, whole. @param mode as in chmod */
export function wholeFile(path: string, content: string, mode: number, reload?: ReloadId): Wanted {
  const bytes = Buffer.from(content)
  const wanted = fileState(bytes, mode.toString(8), '0:0')
  return { kind: 'file', name: path, wanted, content: bytes, ...(reload && { reload }) }
}
