import { AppError, type ErrorCode, isAppError, Problem, ROUTES, urlOf } from '@astrago/contracts'

/** Small enough that a broken connection costs little, large enough that round trips do not count. */
const PIECE = 8 * 2 ** 20
const TRIES = 5
/** What may pass by itself; all else would be refused again. */
const PASSING: readonly ErrorCode[] = ['CONSOLE_UNREACHABLE', 'INTERNAL']

export type SendPiece = (offset: number, piece: Blob) => Promise<number>

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
    try {
      offset = await send(offset, file.slice(offset, offset + PIECE))
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

/** Sends one piece to the console. @throws AppError with the console's problem, or CONSOLE_UNREACHABLE */
export function pieceSender(site: string, file: File, signal: AbortSignal): SendPiece {
  return async (offset, piece) => {
    const url = urlOf(ROUTES.uploadArtifact, {
      params: { site, name: file.name },
      querystring: { offset, size: file.size },
    })
    const headers = { 'x-astrago': '1', 'content-type': 'application/octet-stream' }
    const answer = await fetch(url, { method: 'PUT', body: piece, headers, signal }).catch((cause: unknown) => {
      throw new AppError('CONSOLE_UNREACHABLE', { cause })
    })
    const body: unknown = await answer.json().catch((cause: unknown) => {
      throw new AppError('CONSOLE_UNREACHABLE', { cause })
    })
    if (answer.ok) return (body as { offset: number }).offset
    const { code, params } = Problem.parse(body)
    throw new AppError(code, params ? { params } : {})
  }
}
