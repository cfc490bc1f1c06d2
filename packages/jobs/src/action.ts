import type { FileChange, Localized, LogLevel } from '@astrago/contracts'
import type { Host, StreamOptions } from '@astrago/hosts'

/** What an action works with: its host and a log whose lines go through the site's redactor into the journal. */
export type ActionContext = {
  readonly host: Host
  readonly signal: AbortSignal
  /** Writes whole lines. */
  log(text: string, level?: LogLevel): void
  /** The same for lines that come as a stream: a returned promise holds them back until it resolves, as with `output`. */
  relay(text: string, level: LogLevel): void | Promise<void>
  /**
   * For `host.stream(command, { ...context.output, signal })`: chunks may be cut anywhere, lines are put together before
   * they are masked. Standard error is logged as 'warn'.
   */
  readonly output: Pick<StreamOptions, 'onStdout' | 'onStderr'>
  /** The host with this name, for what needs two: a token read on the first server, a file fetched back. */
  hostNamed(name: string): Host
}

/** `attempts` counts all tries of one run of the action, the first included. */
export type RetryPolicy = { attempts: number; delayMs: number }

/**
 * One change on one host. It can say before what it will do, be asked after whether it is done, and may run twice.
 * Closures may hold secrets; `describe`, `commands` and `files` are shown to people and hold none.
 */
export type Action = {
  /** Stable across releases and unique in its plan: it is the checkpoint key, so renaming it runs the work again. */
  readonly id: string
  readonly host: string
  readonly describe: Localized
  readonly commands: readonly string[]
  readonly files: readonly FileChange[]
  readonly expectedMs: number
  /** Tried again only on errors whose code says that a retry may help. Default: one attempt. */
  readonly retry?: RetryPolicy
  readonly pointOfNoReturn?: boolean
  /** Asks the host whether it is already so. Asked before `apply`, and right after it: then a no is a failure. */
  verify(context: ActionContext): Promise<boolean>
  /** Ends soon after `context.signal` aborts: a cancelled run waits for it, so that nothing works on unseen. */
  apply(context: ActionContext): Promise<void>
  undo?(context: ActionContext): Promise<void>
}

/**
 * A part of a job. `gather` reads hosts and changes nothing; `plan` is pure: no actions means nothing to do.
 * Both are called for the plan that is shown and again when the phase starts; the two lists must agree.
 */
export type Phase<Facts = unknown> = {
  readonly id: string
  readonly title: Localized
  readonly explain: Localized
  /** How many hosts work at once. 1 takes the actions strictly in order; within one host they always are. */
  readonly concurrency: number
  /**
   * What only an earlier phase's result can tell. Where it is set, commands, files and descriptions may differ when the
   * phase starts; ids, hosts and order may not, in any phase.
   */
  readonly knownLater?: Localized
  gather(hosts: ReadonlyMap<string, Host>, signal: AbortSignal): Promise<Facts>
  /** `facts` as `gather` gave them, or read back from JSON: undo after a restart plans from the facts of the plan. */
  plan(facts: Facts): readonly Action[]
}
