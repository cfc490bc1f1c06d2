import type { Socket } from 'node:net'
import { AppError } from '@astrago/contracts'
import type { Client } from 'ssh2'
import type { SshTarget } from './ssh-target.ts'

type Stage = 'connection' | 'greeting' | 'login' | 'session'

/**
 * Ends the connection of a host whose login takes longer than `limitMs`, counted from now; `ended` then says what was
 * waited for. A login is over with the first byte after sshd has accepted it: until then sshd may be in the session
 * modules of PAM, where it answers nothing, pings included.
 */
export class LoginWatch {
  ended: AppError | null = null
  /** Resolves when the login is over; stays open when the connection ends before. */
  readonly over: Promise<void>
  #stage: Stage = 'connection'

  constructor(client: Client, socket: Socket, limitMs: number, { name, user }: SshTarget) {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.over = promise
    const timer = setTimeout(() => {
      this.ended = lateError(this.#stage, name, user, limitMs)
      socket.destroy()
    }, limitMs)
    socket.once('connect', () => {
      this.#stage = 'greeting'
    })
    client.once('handshake', () => {
      this.#stage = 'login'
    })
    client.once('ready', () => {
      this.#stage = 'session'
      socket.once('data', () => {
        clearTimeout(timer)
        resolve()
      })
    })
    socket.once('close', () => clearTimeout(timer))
  }
}

function lateError(stage: Stage, host: string, user: string, limitMs: number): AppError {
  const params = { user, seconds: limitMs / 1000 }
  switch (stage) {
    case 'connection':
      return new AppError('HOST_UNREACHABLE', { host, params: { user, detail: 'time-out' } })
    case 'greeting':
      return new AppError('HOST_UNREACHABLE', { host, params: { user, detail: 'connected, but SSH does not answer' } })
    case 'login':
      return new AppError('HOST_LOGIN_SLOW', { host, params })
    case 'session':
      return new AppError('HOST_SESSION_SLOW', { host, params })
  }
}
