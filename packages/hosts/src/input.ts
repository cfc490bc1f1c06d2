import { Readable, type Writable } from 'node:stream'
import type { RunOptions } from './host.ts'
import type { Sudo } from './ssh-target.ts'

/** sudo has neither begun the command nor asked again in words we know: it gets no more input. */
const SUDO_MS = 20_000

/**
 * What a command reads on its standard input. Where sudo wants a password that goes first, and the rest only when the
 * command has begun: a sudo that asks a second time would take it for further attempts.
 */
export class Input {
  readonly #source: RunOptions['stdin']
  #channel: Writable | null = null
  #token = ''
  #waiting = false
  #timer: NodeJS.Timeout | undefined

  /** `fail` hears why a source could not be read, also before there is a command. */
  constructor(source: RunOptions['stdin'], fail: (reason: unknown) => void) {
    this.#source = source
    if (!(source instanceof Readable)) return
    source.on('error', fail)
    if (source.errored) fail(source.errored)
  }

  get given(): boolean {
    return this.#source !== undefined
  }

  /** `ahead` comes before what the command is given. */
  into(channel: Writable, { sudo, token, ahead }: { sudo: Sudo | null; token: string; ahead: string }): void {
    this.#channel = channel
    this.#token = token
    // A command may end, or close its input, before it has read all of it; its exit code tells how that went.
    channel.on('error', () => {})
    if (sudo?.kind !== 'password') {
      if (ahead) channel.write(ahead)
      this.#feed()
      return
    }
    channel.write(`${sudo.password}\n`)
    this.#waiting = true
    this.#timer = setTimeout(() => this.refused(), SUDO_MS)
    if (!this.given) this.refused()
  }

  /** The command has begun and reads what comes now. */
  begun(): void {
    if (!this.#waiting) return
    this.#waiting = false
    this.#channel?.write(`${this.#token}\n`)
    this.#feed()
  }

  /** sudo does not take the password. */
  refused(): void {
    if (!this.#waiting) return
    this.#waiting = false
    this.#channel?.end()
  }

  /** A source that was not read to its end is of no more use. */
  release(): void {
    clearTimeout(this.#timer)
    if (!(this.#source instanceof Readable)) return
    if (this.#channel) this.#source.unpipe(this.#channel)
    this.#source.destroy()
  }

  #feed(): void {
    if (!this.#channel) return
    if (this.#source instanceof Readable) this.#source.pipe(this.#channel)
    else if (this.#source === undefined) this.#channel.end()
    else this.#channel.end(this.#source)
  }
}
