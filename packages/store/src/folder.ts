import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '@astrago/contracts'

/**
 * Makes a folder for its owner alone, and those above it that are missing. One by one: Node's own recursive mkdir never
 * returns where the system answers "no such file" to a folder that could be made, as /proc does.
 * @throws DATA_FOLDER_NOT_A_FOLDER, and what the system says
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Somebody else made it in the meantime.
    if (!isFolder(path)) throw error
  }
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) throw new AppError('DATA_FOLDER_NOT_A_FOLDER', { params: { path } })
  return found !== undefined
}
