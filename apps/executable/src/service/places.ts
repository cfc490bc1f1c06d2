import { SERVICE_FOLDERS } from '@astrago/store'

/** Where the console lives when it is installed as a service (Filesystem Hierarchy Standard 3.0). */
export const PLACES = {
  program: '/usr/local/bin/astrago',
  unit: '/etc/systemd/system/astrago-console.service',
  data: SERVICE_FOLDERS.data,
  /** Beside the data folder, not in it: a copy of the data alone opens no secret. */
  vault: SERVICE_FOLDERS.vault,
  cache: '/var/cache/astrago',
  /** Held by the command that installs or removes it. */
  lock: '/run/astrago-service',
  /** In memory, and there while the service runs. */
  runtime: '/run/astrago-console',
} as const

export const SERVICE = 'astrago-console.service'
export const USER = 'astrago'
