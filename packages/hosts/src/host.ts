import type { Duplex, Readable } from 'node:stream'

export type RunOptions = {
  /** Written to the command's standard input, which is then closed. A stream is destroyed when the command ends. */
  stdin?: string | Uint8Array | Readable
  /**
   * Run as root. The sudo password, where one is needed, goes over standard input before `stdin`, never as an argument.
   * HOST_SUDO_FAILED says why sudo did not begin the command.
   */
  sudo?: boolean
  /**
   * Milliseconds until the command is ended and HOST_TIMEOUT is thrown, counted from its start. Default 60,000;
   * Infinity for none. Ending is TERM, then KILL after two seconds, for all of its session; what called setsid stays.
   * The call returns when that is done, or after six seconds.
   */
  timeoutMs?: number
  /** Ends the command in the same way; the call throws HOST_ABORTED. */
  signal?: AbortSignal
  /** Bytes of each of stdout and stderr that are kept; what comes after is dropped and `truncated` is set. Default 4 MiB. */
  maxBytes?: number
}

export type RunResult = {
  /** Exit code; null when a signal ended the command. */
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
  truncated: boolean
}

export type StreamOptions = Omit<RunOptions, 'maxBytes'> & {
  /** Called with each chunk as it comes; a returned promise holds the stream back until it resolves. */
  onStdout: (chunk: Buffer) => void | Promise<void>
  onStderr: (chunk: Buffer) => void | Promise<void>
}

export type UploadOptions = {
  /** As in chmod. Default 0o644. */
  mode?: number
  /** Put the file where only root may write. */
  sudo?: boolean
  signal?: AbortSignal
  /** Bytes of the file that are on the host so far. */
  onProgress?: (bytes: number) => void
}

/** What is sent: a file of this machine, whose size and sha256 the caller knows, or the content itself. */
export type UploadSource = { path: string; bytes: number; sha256: string } | { content: string | Uint8Array }

/**
 * A TCP connection attempt from this host to another: what the host's kernel answered. `prohibited`: this host does not
 * let us try (AllowTcpForwarding no). `refused` is said by the other host, or by a firewall that resets.
 */
export type ReachResult = 'open' | 'refused' | 'timeout' | 'no-route' | 'unknown-name' | 'prohibited'

/** A connection that was made, or why it was not. The stream is the caller's to destroy; it may end or fail at any time. */
export type Connection = { result: 'open'; stream: Duplex } | { result: Exclude<ReachResult, 'open'> }

/**
 * A machine that can be worked on, over SSH or this very one. Every method throws an AppError of the HOST_ family
 * with the host's name in it. A command that ends with a code other than 0 is a result, not an error. A connection that
 * was lost is opened again by the next call; what was on its way has thrown HOST_LOST and is not repeated.
 */
export type Host = {
  readonly name: string
  /**
   * `command` is a script for `sh`, of up to 128 KiB, with LC_ALL=C; quote every word that comes from outside with
   * `quote`. It is seen in the host's process list: secrets go into `stdin`.
   * @throws HOST_TIMEOUT, HOST_ABORTED, HOST_LOST, HOST_SUDO_FAILED; HOST_PASSWORD_EXPIRED or HOST_LOGIN_UNUSABLE when
   * the account may log in but not work
   */
  run(command: string, options?: RunOptions): Promise<RunResult>
  /** As `run`, the output handed on while it comes. What a receiver throws ends the command and is thrown. */
  stream(command: string, options: StreamOptions): Promise<{ code: number | null; signal: string | null }>
  /**
   * Puts a file on the host: written beside the target, size and sha256 compared, then renamed over it. An upload that
   * was cut off goes on where it stopped. Does nothing when the target is already the same.
   * `target` is an absolute path in a folder that exists. `sent` counts the bytes that had to travel.
   * @throws HOST_UPLOAD_CORRUPT when the copy differs, HOST_DISK_FULL when it has no room (nothing of it is left then),
   * HOST_UPLOAD_FAILED when the folder cannot be written to
   */
  upload(source: UploadSource, target: string, options?: UploadOptions): Promise<{ sent: number }>
  /** Tries a TCP connection from this host; nothing is sent over it. */
  reach(address: string, port: number, timeoutMs: number): Promise<ReachResult>
  /** Opens a TCP connection from this host: what is written to it is sent by the host's kernel. */
  connect(address: string, port: number, timeoutMs: number): Promise<Connection>
  /** Ends the connection. Safe to call twice. */
  close(): Promise<void>
}
