import { readFile, stat } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { AppError } from '@astrago/contracts'
import type { Io } from '../command.ts'

/** Facts of a thousand hosts have some 60 MB. */
const LARGEST = 256 * 2 ** 20

const unreadable = (path: string, detail: string, cause?: unknown): AppError =>
  new AppError('FILE_UNREADABLE', { params: { path, detail }, cause })

/** The text of a file, of standard input for `-`, without the mark that editors of Windows begin it with. @throws FILE_UNREADABLE */
export async function readText(path: string, { input }: Io): Promise<string> {
  try {
    if (path === '-') return withoutMark((await buffer(input)).toString('utf8'))
    const { size } = await stat(path)
    if (size > LARGEST) throw new Error(`> ${LARGEST / 2 ** 20} MiB`)
    return withoutMark(await readFile(path, 'utf8'))
  } catch (cause) {
    throw unreadable(path, (cause as NodeJS.ErrnoException).code ?? (cause as Error).message, cause)
  }
}

const withoutMark = (text: string): string => text.replace(/^\ufeff/, '')

/** The JSON of a file, of standard input for `-`. @throws FILE_UNREADABLE */
export async function readJson(path: string, io: Io): Promise<unknown> {
  const text = await readText(path, io)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(path, 'JSON', cause)
  }
}
