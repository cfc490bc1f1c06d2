import { mkdirSync } from 'node:fs'
import { AppError, isAppError } from '@astrago/contracts'
import { lockDataFolder } from '@astrago/store'
import { PLACES } from './places.ts'

/**
 * Does `work` while no other command installs or removes the service of this machine.
 * @throws SERVICE_BUSY
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(PLACES.lock, { recursive: true, mode: 0o700 })
  const lock = take()
  try {
    return await work()
  } finally {
    lock.release()
  }
}

function take(): { release: () => void } {
  try {
    return lockDataFolder(PLACES.lock, process.pid)
  } catch (cause) {
    if (!isAppError(cause) || cause.code !== 'DATA_FOLDER_IN_USE') throw cause
    throw new AppError('SERVICE_BUSY', { params: { pid: cause.details.params?.pid ?? '?' }, cause })
  }
}
