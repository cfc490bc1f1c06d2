import type { Readable } from 'node:stream'

export type RunOptions = {
  /** Written to the command's standard input, which is then closed. */
  stdin?: string | Uint8Array | Readable
  /** Run as root. The sudo password, where one is needed, goes over standard input before `stdin`. */
  sudo?: boolean
  /** Milliseconds until the command is ended and HOST_TIMEOUT is thrown. Default 60,000. */
  timeoutMs?: number
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
  /** Octal, as in chmod. Default 0o644. */
  mode?: number
  /** Put the file where only root may write. */
  sudo?: boolean
  signal?: AbortSignal
  /** Bytes of the file that are on the host so far. */
  onProgress?: (bytes: number) => void
}

export type UploadSource = { path: string; bytes: number; sha256: string } | { content: string | Uint8Array }

/** A TCP connection attempt from this host to another: what the host's kernel answered. */
export type ReachResult = 'open' | 'refused' | 'timeout' | 'no-route' | 'unknown-name' | 'prohibited'

/**
 * A machine that can be worked on, over SSH or this very one. Every method throws an AppError of the HOST_ family
 * with the host's name in it. A command that ends with a code other than 0 is a result, not an error.
 */
export type Host = {
  readonly name: string
  /** `command` is read by the login user's `sh`; quote every word that comes from outside with `quote`. */
  run(command: string, options?: RunOptions): Promise<RunResult>
  /** As `run`, the output handed on while it comes. */
  stream(command: string, options: StreamOptions): Promise<{ code: number | null; signal: string | null }>
  /**
   * Puts a file on the host: written beside the target, size and sha256 compared, then renamed over it. An upload that
   * was cut off goes on where it stopped. Does nothing when the target is already the same.
   * @throws HOST_UPLOAD_CORRUPT when the copy differs.
   */
  upload(source: UploadSource, target: string, options?: UploadOptions): Promise<{ sent: number }>
  /** Tries a TCP connection from this host; nothing is sent over it. */
  reach(address: string, port: number, timeoutMs: number): Promise<ReachResult>
  /** Ends the connection. Safe to call twice. */
  close(): Promise<void>
}
