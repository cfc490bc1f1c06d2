import type { Server, Socket } from 'node:net'

/** The first byte of a TLS connection: a handshake record (RFC 8446 section 5.1). */
const HANDSHAKE = 22
const FIRST_BYTE_MS = 10_000

const TEXT = `이 콘솔은 https로만 열립니다. 주소 앞을 https://로 바꾸십시오.
This console speaks https only: put https:// before the address.
`
const ANSWER = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: text/plain; charset=utf-8',
  `Content-Length: ${Buffer.byteLength(TEXT)}`,
  'Connection: close',
  '',
  TEXT,
].join('\r\n')

/** Has a TLS server tell who begins without TLS to use https; otherwise a browser shows an empty answer. */
export function answerPlainHttp(server: Server): void {
  const handlers = server.listeners('connection') as ((socket: Socket) => void)[]
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy())
    socket.setTimeout(FIRST_BYTE_MS, () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      if (first[0] !== HANDSHAKE) return socket.end(ANSWER, () => socket.destroySoon())
      // What was read goes back: TLS begins with it.
      socket.pause()
      socket.unshift(first)
      for (const handle of handlers) handle.call(server, socket)
    })
  })
}
