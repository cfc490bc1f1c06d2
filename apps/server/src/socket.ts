import { ClientMessage, type Problem, type ServerMessage, toProblem } from '@astrago/contracts'
import { type Db, readSession } from '@astrago/store'
import fastifyWebsocket, { type WebSocket } from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from './app.ts'
import { sessionCookie } from './plugins/identity.ts'
import type { Journals } from './work/journals.ts'

const SESSION_CHECK_MS = 60_000
const PING_MS = 20_000
const MOST_SUBSCRIPTIONS = 16
const [HEAD, TAIL] = ['{"type":"events","run":', ']}'] as const

/**
 * The socket of contracts/socket.ts. Every subscription is a reader of the journal's file that waits until its last
 * batch has left the process: a slow browser costs one batch of memory and holds nobody up.
 * @returns what closes at once the sockets whose session has ended; without being asked they are looked at every minute
 */
export async function serveSocket(app: FastifyInstance, { store, journals }: Deps): Promise<() => Promise<void>> {
  const checks = new Set<() => Promise<void>>()
  await app.register(fastifyWebsocket, { options: { maxPayload: 4096 } })
  app.route({
    method: 'GET',
    url: '/api/socket',
    config: { auth: ['reseller', 'support'] },
    handler: (_, reply) => reply.code(426).send({ code: 'VALIDATION_FAILED', params: { detail: 'websocket' } }),
    wsHandler: (socket, request) => {
      const check = () => checkSession(socket, request, store.db)
      checks.add(check)
      socket.on('close', () => checks.delete(check))
      serveClient(socket, journals, store.db, check)
    },
  })
  return async () => {
    await Promise.all([...checks].map((check) => check()))
  }
}

async function checkSession(socket: WebSocket, request: FastifyRequest, db: Db): Promise<void> {
  const session = await readSession(db, request.cookies[sessionCookie(request)] ?? '', { prolong: false })
  if (!session) socket.close(4401, 'the session has ended')
}

function serveClient(socket: WebSocket, journals: Journals, db: Db, check: () => Promise<void>): void {
  const subscriptions = new Map<string, AbortController>()
  const timers = [setInterval(() => void check(), SESSION_CHECK_MS), setInterval(() => socket.ping(), PING_MS)]

  const send = (message: ServerMessage): void => socket.send(JSON.stringify(message))
  const refuse = (run: string | null, problem: Problem): void => send({ type: 'error', run, problem })

  const subscribe = (run: string, from: number): void => {
    subscriptions.get(run)?.abort()
    if (subscriptions.size >= MOST_SUBSCRIPTIONS && !subscriptions.has(run)) {
      refuse(run, { code: 'TOO_MANY_TRIES', params: { seconds: 0 } })
      return
    }
    const control = new AbortController()
    subscriptions.set(run, control)
    sendRun({ socket, journals, db, run, from, signal: control.signal }).catch((error) => {
      if (!control.signal.aborted) refuse(run, toProblem(error))
    })
  }

  socket.on('message', (data) => {
    const message = ClientMessage.safeParse(parseJson(String(data)))
    if (!message.success) return refuse(null, { code: 'VALIDATION_FAILED', params: { detail: 'message' } })
    if (message.data.type === 'ping') return send({ type: 'pong', id: message.data.id })
    if (message.data.type === 'subscribe') return subscribe(message.data.run, message.data.from)
    subscriptions.get(message.data.run)?.abort()
    subscriptions.delete(message.data.run)
  })
  socket.on('close', () => {
    for (const timer of timers) clearInterval(timer)
    for (const control of subscriptions.values()) control.abort()
  })
  socket.on('error', () => socket.terminate())
}

type Subscription = { socket: WebSocket; journals: Journals; db: Db; run: string; from: number; signal: AbortSignal }

async function sendRun({ socket, journals, db, run, from, signal }: Subscription): Promise<void> {
  await db.run.findUniqueOrThrow({ where: { id: run }, select: { id: true } })
  const { journal, release } = await journals.use(run)
  const head = Buffer.from(`${HEAD}${JSON.stringify(run)},"events":[`)
  const tail = Buffer.from(TAIL)
  try {
    for await (const { events, next } of journal.followRaw(from, signal)) {
      if (events.length > 0) await written(socket, Buffer.concat([head, events, tail]))
      if (next !== null) await written(socket, JSON.stringify({ type: 'live', run, next } satisfies ServerMessage))
    }
  } finally {
    await release()
  }
}

/** Resolves when the message has been handed to the kernel, which it takes only as fast as the other side reads. */
function written(socket: WebSocket, message: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) =>
    socket.send(message, { binary: false }, (error) => (error ? reject(error) : resolve())),
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
