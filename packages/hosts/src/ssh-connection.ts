import { AppError, isAppError } from '@astrago/contracts'
import { type Login, openClient } from './ssh-connect.ts'
import { lostError } from './ssh-errors.ts'
import { exec, isRefusal } from './ssh-exec.ts'
import { Sessions } from './ssh-sessions.ts'
import type { SshOptions, SshTarget } from './ssh-target.ts'
import type { Running, Transport } from './transport.ts'

type Link = Login & { sessions: Sessions; open: boolean }

/** How long a host may take to say good-bye. */
const CLOSE_MS = 1_000

/**
 * The connection to a host. When it was lost, the next command opens it again; a command that was on its way then is
 * not repeated and throws HOST_LOST.
 */
export class SshConnection implements Transport {
  readonly name: string
  readonly user: string
  readonly sudo: Transport['sudo']
  readonly #target: SshTarget
  readonly #options: SshOptions
  #link: Promise<Link> | null = null
  #closed = false

  constructor(target: SshTarget, options: SshOptions) {
    this.name = target.name
    this.user = target.user
    this.sudo = target.sudo
    this.#target = target
    this.#options = options
  }

  readonly start = async (line: string, signal?: AbortSignal): Promise<Running> => {
    const link = await this.link()
    try {
      return await link.sessions.start(line, this.name, signal)
    } catch (error) {
      throw this.#sessionError(error, link)
    }
  }

  /** On a connection of its own where the host allows no further session on this one. */
  readonly startAside = async (line: string): Promise<Running> => {
    const { client, lost } = await this.link()
    try {
      return await exec(client, line, this.name)
    } catch (error) {
      if (!isRefusal(error)) throw lost(error)
    }
    const other = await openClient(this.#target, this.#options)
    const end = () => void other.client.end()
    const running = await exec(other.client, line, this.name).catch((error) => {
      end()
      throw other.lost(error)
    })
    running.exit.then(end, end)
    return running
  }

  link(): Promise<Link> {
    if (this.#closed) return Promise.reject(lostError(this.name))
    this.#link ??= this.#open()
    return this.#link
  }

  async close(): Promise<void> {
    this.#closed = true
    const link = await this.#link?.catch(() => null)
    if (!link) return
    const closed = new Promise<void>((resolve) => link.client.once('close', () => resolve()))
    link.client.end()
    const impatience = setTimeout(() => link.drop(), CLOSE_MS)
    await closed
    clearTimeout(impatience)
  }

  async #open(): Promise<Link> {
    try {
      const login = await openClient(this.#target, this.#options)
      const link = { ...login, sessions: new Sessions(login.client), open: true }
      link.client.once('close', () => {
        link.open = false
        this.#link = null
      })
      return link
    } catch (error) {
      this.#link = null
      throw error
    }
  }

  /** A refusal over a living connection is about the login, not about the line. */
  #sessionError(error: unknown, link: Link): AppError {
    if (isAppError(error)) return error
    const unable = error instanceof Error && error.message === 'Unable to exec'
    if (!link.open || !(unable || isRefusal(error))) return link.lost(error)
    const detail = unable ? 'the host runs no commands' : 'the host opens no session'
    return new AppError('HOST_LOGIN_UNUSABLE', { host: this.name, params: { user: this.user, detail } })
  }
}
