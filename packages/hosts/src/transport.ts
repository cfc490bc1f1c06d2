import type { Readable, Writable } from 'node:stream'
import type { Sudo } from './ssh-target.ts'

export type Exit = { code: number | null; signal: string | null }

/** A command on its way. The streams end by themselves when the connection is lost. */
export type Running = {
  stdin: Writable
  stdout: Readable
  stderr: Readable
  /** Settles when the command has ended; rejects with HOST_LOST when that will never be known. */
  exit: Promise<Exit>
  /** Lets go of the command without ending it. */
  hangUp(): void
}

/** The part of a host that differs between SSH and this machine. */
export type Transport = {
  name: string
  user: string
  sudo: Sudo
  /** The piece of work that all commands are for; a word that `quote` leaves as it is. */
  work?: string
  /** Hands `line` to the login user's shell. Waits for its turn where the host limits how many may run at once. */
  start(line: string, signal?: AbortSignal): Promise<Running>
  /** As `start`, without waiting for a turn: for ending a command that holds the only one. */
  startAside(line: string): Promise<Running>
}
