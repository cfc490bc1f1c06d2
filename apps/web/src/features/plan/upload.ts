import { AppError, Problem, ROUTES, urlOf } from '@astrago/contracts'

/** Small enough that a broken connection costs little, large enough that round trips do not count. */
const PIECE = 8 * 2 ** 20
const TRIES = 5

export type SendPiece = (offset: number, piece: Blob) => Promise<number>

/**
 * Sends a file in pieces and goes on where the server says. A piece that fails is tried again after a moment.
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
      const there = offsetOf(error)
      if (there === null && ++failures >= TRIES) throw error
      if (there === null) await new Promise((resolve) => setTimeout(resolve, waitMs * failures))
      else offset = there
    }
    onProgress(offset)
  }
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
    const body: unknown = await answer.json()
    if (answer.ok) return (body as { offset: number }).offset
    const { code, params } = Problem.parse(body)
    throw new AppError(code, params ? { params } : {})
  }
}
