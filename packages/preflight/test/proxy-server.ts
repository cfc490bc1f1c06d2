import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'

export type Ways = {
  /** Speaks TLS itself. */
  tls?: { cert: Buffer; key: Buffer }
  /** Values of Proxy-Authenticate; none lets everybody in. */
  challenges?: readonly string[]
  /** What it takes as Proxy-Authorization. */
  takes?: string
  /** What it says to a login that it does not take; null says nothing. */
  toWrongLogins?: number | null
  /** Of an answer to whom it lets in. */
  status?: number
  /** A line of the head beside it. */
  saying?: string
  /** Places that it forbids to whom it lets in, with 403. */
  forbids?: readonly string[]
}

/** A stand-in for a proxy: it makes no tunnel, and keeps what was sent to it as a login. */
export class ProxyServer {
  readonly logins: string[] = []
  /** Questions for a tunnel. */
  asked = 0
  readonly #server: Server
  readonly #open = new Set<Socket>()

  private constructor(ways: Ways) {
    const serve = (socket: Socket): void => {
      this.#open.add(socket.on('error', () => {}))
      socket.once('data', (data) => this.#answer(socket, data.toString('latin1'), ways))
    }
    this.#server = ways.tls ? createSecureServer(ways.tls, serve) : createServer(serve)
  }

  static async listen(ways: Ways): Promise<ProxyServer> {
    const proxy = new ProxyServer(ways)
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  connect(): Socket {
    return connect(this.port, '127.0.0.1')
  }

  #answer(socket: Socket, question: string, ways: Ways): void {
    const { challenges = [], takes, toWrongLogins = 407, status = 200, saying } = ways
    this.asked++
    const login = /^proxy-authorization: (.*)\r$/im.exec(question)?.[1]
    if (login !== undefined) this.logins.push(login)
    const letIn = challenges.length === 0 || (login !== undefined && login === takes)
    const place = /^CONNECT (\S+) /.exec(question)?.[1] ?? ''
    const given = ways.forbids?.includes(place) ? 403 : status
    const says = letIn ? given : login === undefined ? 407 : toWrongLogins
    const wanted = says === 407 ? challenges.map((challenge) => `Proxy-Authenticate: ${challenge}`) : []
    const lines = [`HTTP/1.1 ${says} so`, ...wanted, ...(letIn && saying ? [saying] : []), '', '']
    socket.end(says === null ? '' : lines.join('\r\n'))
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
  }
}
