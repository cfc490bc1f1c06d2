import type { Duplex } from 'node:stream'

const ANSWER_MS = 8_000
const MAX_HEAD = 16 * 1024

/**
 * Reads the head of an HTTP answer from a stream and leaves what comes behind it. Of one that breaks off or takes too long
 * what came of it, which may be nothing.
 */
export function headOf(stream: Duplex, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const end = (): void => {
      clearTimeout(timer)
      stream.off('readable', read)
      for (const event of ['error', 'end', 'close']) stream.off(event, end)
      signal.removeEventListener('abort', end)
      resolve(text)
    }
    const read = (): void => {
      for (let byte = stream.read(1); byte !== null; byte = stream.read(1)) {
        text += (byte as Buffer).toString('latin1')
        if (text.endsWith('\r\n\r\n') || text.length > MAX_HEAD) {
          end()
          return
        }
      }
    }
    const timer = setTimeout(end, ANSWER_MS)
    stream.on('readable', read)
    for (const event of ['error', 'end', 'close']) stream.once(event, end)
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
  })
}
