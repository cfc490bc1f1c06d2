import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@astrago/contracts'
import type { Client } from 'ssh2'
import { Slots } from './slots.ts'
import { exec, isRefusal } from './ssh-exec.ts'
import type { Running } from './transport.ts'

/** Waits between attempts when the host refuses although nothing of ours is open: it may not have cleaned up yet. */
const RETRY_MS = [50, 200, 500, 1_000, 2_000]

/** The sessions of one connection. */
export class Sessions {
  readonly #slots = new Slots()
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  /** Runs `line` in a session of its own when it is its turn. Throws what ssh2 throws, or HOST_ABORTED. */
  async start(line: string, host: string, signal?: AbortSignal): Promise<Running> {
    for (const waits = [...RETRY_MS]; ; ) {
      await this.#turn(host, signal)
      try {
        return await this.#exec(line, host)
      } catch (error) {
        const wait = this.#giveBack(error, waits)
        if (wait === undefined) throw error
        await delay(wait)
      }
    }
  }

  /** How long to wait before the next attempt; undefined when there is no use in one. */
  #giveBack(error: unknown, waits: number[]): number | undefined {
    const others = this.#slots.taken > 1
    if (isRefusal(error)) this.#slots.refused()
    this.#slots.free()
    if (!isRefusal(error)) return undefined
    return others ? 0 : waits.shift()
  }

  async #exec(line: string, host: string): Promise<Running> {
    const running = await exec(this.#client, line, host)
    const free = () => this.#slots.free()
    running.exit.then(free, free)
    return running
  }

  async #turn(host: string, signal?: AbortSignal): Promise<void> {
    const turn = this.#slots.take()
    if (!signal) return turn
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(new AppError('HOST_ABORTED', { host }))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    try {
      await Promise.race([turn, aborted.promise])
    } catch (error) {
      void turn.then(() => this.#slots.free())
      throw error
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }
}
