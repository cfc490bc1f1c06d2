import { AppError, type ErrorCode, isAppError } from '@astrago/contracts'

/** What the system, SQLite and its driver call what goes wrong with a disk, and what it means. */
const KINDS: readonly { code: ErrorCode; says: RegExp }[] = [
  // SHMSIZE: the file of shared memory could not grow, for want of room (SQLite's list of result codes).
  { code: 'STORE_DISK_FULL', says: /^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/ },
  { code: 'DATA_FOLDER_DENIED', says: /^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH)$/ },
  { code: 'DATA_FOLDER_READ_ONLY', says: /^(EROFS|SQLITE_READONLY\w*)$/ },
  { code: 'DATA_FOLDER_NOT_A_FOLDER', says: /^(ENOTDIR|EEXIST)$/ },
  { code: 'DATA_FOLDER_DAMAGED', says: /^(SQLITE_CORRUPT\w*|SQLITE_NOTADB)$/ },
  { code: 'DATABASE_NOT_LOADED', says: /^ERR_DLOPEN_FAILED$/ },
  { code: 'STORE_WRITE_FAILED', says: /^(EIO|SQLITE_IOERR\w*|SQLITE_CANTOPEN\w*)$/ },
]

/** An error of the console's own disk as one of the product; null for anything else. `path` is named when the error names none. */
export function storageError(error: unknown, path: string): AppError | null {
  if (isAppError(error)) return error
  const detail = codeOf(error)
  const kind = KINDS.find(({ says }) => says.test(detail))
  const place = (error as NodeJS.ErrnoException | null)?.path ?? path
  return kind ? new AppError(kind.code, { params: { path: place, detail }, cause: error }) : null
}

type DriverError = { code?: unknown; cause?: { originalCode?: unknown }; meta?: { driverAdapterError?: DriverError } }

/** The system's or SQLite's own code, however deep the database client has put it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code, cause, meta } = error as Error & DriverError
  const inner = meta?.driverAdapterError?.cause?.originalCode ?? (cause as DriverError['cause'])?.originalCode
  return String(inner ?? code ?? '')
}
