import { CHANGE_ERRORS } from './error-table/changes.ts'
import { CLUSTER_ERRORS } from './error-table/cluster.ts'
import { COMMAND_ERRORS } from './error-table/command.ts'
import type { ErrorEntry } from './error-table/entry.ts'
import { FILE_ERRORS } from './error-table/files.ts'
import { GENERAL_ERRORS } from './error-table/general.ts'
import { HOST_ERRORS } from './error-table/hosts.ts'
import { LOGIN_ERRORS } from './error-table/login.ts'
import { PEOPLE_ERRORS } from './error-table/people.ts'
import { RUN_ERRORS } from './error-table/runs.ts'
import { SERVICE_ERRORS } from './error-table/service.ts'
import { SITE_ERRORS } from './error-table/sites.ts'
import { STORE_ERRORS } from './error-table/store.ts'

/**
 * The one table of errors, put together from its families. `{host}` and the other names in braces of a text are filled
 * from the error's params.
 */
export const ERRORS = {
  ...GENERAL_ERRORS,
  ...PEOPLE_ERRORS,
  ...SITE_ERRORS,
  ...LOGIN_ERRORS,
  ...HOST_ERRORS,
  ...RUN_ERRORS,
  ...CHANGE_ERRORS,
  ...CLUSTER_ERRORS,
  ...FILE_ERRORS,
  ...STORE_ERRORS,
  ...SERVICE_ERRORS,
  ...COMMAND_ERRORS,
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS
