import { join } from 'node:path'

/** Where the release's files stand beside the command. */
export const MIGRATIONS = join(import.meta.dirname, '../../../prisma/migrations')
