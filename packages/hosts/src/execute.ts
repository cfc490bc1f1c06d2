import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@astrago/contracts'
import { endScript } from './end-command.ts'
import type { RunOptions, StreamOptions } from './host.ts'
import { Input } from './input.ts'
import { launch } from './launch.ts'
import { neverStarted } from './never-started.ts'
import { StartWatch } from './start-watch.ts'
import type { Exit, Running, Transport } from './transport.ts'

const TIMEOUT_MS = 60_000
/** The longest that a timer can wait; beyond these 24 days there is no limit. */
const MAX_TIMER_MS = 2 ** 31 - 1
/** How long a call that was stopped waits until its command is gone. */
const END_MS = 6_000

/** The one way in which a command runs on any host; see Host.stream for what it promises. */
export function execute(transport: Transport, command: string, options: StreamOptions): Promise<Exit> {
  const aside = { ...transport, start: transport.startAside }
  const quiet = { onStdout: () => {}, onStderr: () => {}, timeoutMs: END_MS, sudo: options.sudo ?? false }
  const end = async (pid: number) => {
    await attempt(aside, endScript(pid), quiet, async () => {}).catch(() => {})
  }
  return attempt(transport, command, options, end)
}

async function attempt(
  transport: Transport,
  command: string,
  options: StreamOptions,
  end: (pid: number) => Promise<void>,
): Promise<Exit> {
  throwIfAborted(transport.name, options.signal)
  const { name, user } = transport
  const sudo = options.sudo ? transport.sudo : null
  const token = `astrago-${randomBytes(8).toString('hex')}`
  const stopped = Promise.withResolvers<never>()
  const input = new Input(options.stdin, stopped.reject)
  // Whoever awaits it comes later, and may never come.
  stopped.promise.catch(() => {})
  const { line, ahead } = launch(command, sudo, token, input.given, transport.work)
  const running = await transport.start(line, options.signal).catch((error) => {
    input.release()
    throw error
  })

  const limits = watchLimits(name, options, stopped.reject)
  const watch = new StartWatch(token)
  let muted = false
  const onStderr = (chunk: Buffer) => {
    const own = watch.take(chunk)
    if (watch.pid !== null) input.begun()
    else if (watch.askedAgain) input.refused()
    return own && !muted ? options.onStderr(own) : undefined
  }
  input.into(running.stdin, { sudo, token, ahead })
  const finished = Promise.all([
    running.exit,
    readAll(running.stdout, options.onStdout, stopped.reject),
    readAll(running.stderr, onStderr, stopped.reject),
  ])
  try {
    const [exit] = await Promise.race([finished, stopped.promise])
    if (watch.pid === null) throw neverStarted(name, user, sudo, watch.noise)
    return exit
  } catch (error) {
    muted = true
    await letGo(running, watch.begun, end)
    throw error
  } finally {
    limits.clear()
    input.release()
  }
}

function throwIfAborted(host: string, signal?: AbortSignal): void {
  if (signal?.aborted) throw new AppError('HOST_ABORTED', { host })
}

function watchLimits(host: string, { timeoutMs = TIMEOUT_MS, signal }: RunOptions, stop: (reason: AppError) => void) {
  const late = () => stop(new AppError('HOST_TIMEOUT', { host, params: { seconds: timeoutMs / 1000 } }))
  const timer = timeoutMs <= MAX_TIMER_MS ? setTimeout(late, timeoutMs) : undefined
  const abort = () => stop(new AppError('HOST_ABORTED', { host }))
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  return {
    clear: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    },
  }
}

/**
 * Hands each chunk on as it comes; while the receiver is busy the stream rests, and in the end the host feels it.
 * Node resumes the streams of a child that has exited, so a chunk that comes nevertheless waits for its turn.
 */
function readAll(
  stream: Readable,
  receive: (chunk: Buffer) => void | Promise<void>,
  fail: (reason: unknown) => void,
): Promise<void> {
  let busy: Promise<void> | null = null
  const wait = (until: Promise<void>) => {
    stream.pause()
    const mine = until.then(() => {
      if (busy !== mine) return
      busy = null
      stream.resume()
    })
    busy = mine
    mine.catch(fail)
  }
  stream.on('data', (chunk: Buffer) => {
    try {
      const until = busy ? busy.then(() => receive(chunk)) : receive(chunk)
      if (until) wait(until)
    } catch (error) {
      fail(error)
    }
  })
  return new Promise((resolve) => {
    // A stream that is torn down ends with 'close' alone.
    for (const event of ['end', 'close']) stream.once(event, () => resolve(busy ?? undefined))
  })
}

/**
 * Ends a command whose caller has been told no; one that has not begun yet, as soon as it has. Bounded: the host may be
 * gone, and a process that is stuck in its kernel stays.
 */
async function letGo(running: Running, begun: Promise<number>, end: (pid: number) => Promise<void>): Promise<void> {
  running.stdout.removeAllListeners('data').resume()
  running.stderr.resume()
  running.stdin.end()
  const gone = running.exit.then(
    () => true,
    () => true,
  )
  const over = await Promise.race([gone, delay(0, false)])
  if (!over) await Promise.race([gone, begun.then(end), delay(END_MS, null, { ref: false })])
  running.hangUp()
}
