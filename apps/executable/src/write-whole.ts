import { fstatSync, writeFileSync } from 'node:fs'
import { isatty } from 'node:tty'
import { AppError } from '@astrago/contracts'

/** Whether a descriptor leads to a file or a device: those are written at once, pipes and terminals as they take it. */
export function isWrittenAtOnce(fd: number): boolean {
  const there = fstatSync(fd)
  return there.isFile() || (there.isCharacterDevice() && !isatty(fd))
}

/**
 * All of `content`, where the streams of Node leave out what a full disk does not take, without an error.
 * @throws FILE_NOT_WRITABLE
 */
export function writeWhole(fd: number, name: string, content: string | Uint8Array): void {
  try {
    writeFileSync(fd, content)
  } catch (cause) {
    const detail = String((cause as NodeJS.ErrnoException).code)
    throw new AppError('FILE_NOT_WRITABLE', { params: { path: name, detail }, cause })
  }
}
