import { mkdirSync } from 'node:fs'
import { AppError, isAppError } from '@astrago/contracts'
import { lockDataFolder, storageError } from '@astrago/store'
import { PLACES } from './places.ts'

/**
 * Does `work` while no other command installs or removes the service of this machine.
 * @throws SERVICE_BUSY; DATABASE_NOT_LOADED, and what is wrong with the folder of the lock
 */
export async function alone<T>(work: () => Promise<T>, folder: string = PLACES.lock): Promise<T> {
  const lock = take(folder)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

function take(folder: string): { release: () => void } {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return lockDataFolder(folder, process.pid)
  } catch (cause) {
    if (!isAppError(cause) || cause.code !== 'DATA_FOLDER_IN_USE') throw storageError(cause, folder) ?? cause
    throw new AppError('SERVICE_BUSY', { params: { pid: cause.details.params?.pid ?? '?' }, cause })
  }
}
