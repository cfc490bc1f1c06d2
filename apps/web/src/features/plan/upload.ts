import { AppError, type ErrorCode, isAppError, Problem, ROUTES, urlOf } from '@astrago/contracts'

/** Small enough that a broken connection costs little, large enough that round trips do not count. */
const PIECE = 8 * 2 ** 20
const TRIES = 8
/** What may pass by itself; all else would be refused again. */
const PASSING: readonly ErrorCode[] = ['CONSOLE_UNREACHABLE', 'INTERNAL', 'UPLOAD_BUSY']

/** Sends a piece and resolves with the offset to go on from; tells bytes of the piece that are under way. */
export type SendPiece = (offset: number, piece: Blob, onSent: (bytes: number) => void) => Promise<number>

/**
 * Sends a file in pieces and goes on where the server says. A piece that fails is tried again after a moment where that
 * may help; an upload that does not get on, or is past the end of this file, ends with the server's problem.
 * @param send resolves with the offset to go on from; its UPLOAD_OFFSET_WRONG names where the server stands
 * @throws what `send` threw last, and the signal's reason
 */
export async function sendInPieces(
  file: Blob,
  send: SendPiece,
  { signal, onProgress, waitMs = 1000 }: { signal: AbortSignal; onProgress: (bytes: number) => void; waitMs?: number },
): Promise<void> {
  let offset = 0
  let failures = 0
  while (offset < file.size) {
    signal.throwIfAborted()
    const start = offset
    try {
      offset = await send(offset, file.slice(offset, offset + PIECE), (bytes) => onProgress(start + bytes))
      failures = 0
    } catch (error) {
      signal.throwIfAborted()
      const there = offsetOf(error)
      if (there !== null && there !== offset && there <= file.size) offset = there
      else await waitOut(error, ++failures, { signal, waitMs })
    }
    onProgress(offset)
  }
}

const mayPass = (error: unknown): boolean => isAppError(error) && PASSING.includes(error.code)

/** Waits before another try, the longer the more failed. @throws `error` when another try makes no sense */
async function waitOut(error: unknown, failures: number, { signal, waitMs }: { signal: AbortSignal; waitMs: number }) {
  if (!mayPass(error) || failures >= TRIES) throw error
  await pause(waitMs * failures, signal)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** Where the server stands, when that is what the error says. */
function offsetOf(error: unknown): number | null {
  if (!(error instanceof AppError) || error.code !== 'UPLOAD_OFFSET_WRONG') return null
  return Number(error.details.params?.offset)
}

/** Sends pieces of a file to the console. @throws AppError with the console's problem, or CONSOLE_UNREACHABLE */
export function pieceSender(site: string, file: File, signal: AbortSignal): SendPiece {
  return async (offset, piece, onSent) => {
    const url = urlOf(ROUTES.uploadArtifact, {
      params: { site, name: file.name },
      querystring: { offset, size: file.size },
    })
    const { status, text } = await put(url, piece, { signal, onSent })
    const body = parsed(text)
    if (status === 200) return (body as { offset: number }).offset
    const { code, params } = Problem.parse(body)
    throw new AppError(code, params ? { params } : {})
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('CONSOLE_UNREACHABLE', { cause })
  }
}

/** Not by `fetch`, which does not tell how much of a body has left. @throws CONSOLE_UNREACHABLE */
function put(
  url: string,
  body: Blob,
  { signal, onSent }: { signal: AbortSignal; onSent: (bytes: number) => void },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    const gone = () => reject(new AppError('CONSOLE_UNREACHABLE'))
    request.open('PUT', url)
    request.setRequestHeader('x-astrago', '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded }) => onSent(loaded)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = gone
    request.onabort = gone
    request.onloadend = () => signal.removeEventListener('abort', abort)
    signal.addEventListener('abort', abort)
    request.send(body)
  })
}
