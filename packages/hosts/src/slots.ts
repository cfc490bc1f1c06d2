/** sshd allows 10 sessions on a connection unless MaxSessions says otherwise; some are left for ending commands. */
const SESSIONS = 8

/** Who may have a session of the connection, and who waits for one. */
export class Slots {
  #limit = SESSIONS
  #taken = 0
  readonly #waiting: (() => void)[] = []

  get taken(): number {
    return this.#taken
  }

  /** Resolves when it is the caller's turn; each take is followed by one `free`. */
  async take(): Promise<void> {
    if (this.#taken >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#taken += 1
  }

  free(): void {
    const next = this.#taken <= this.#limit ? this.#waiting.shift() : undefined
    if (next) next()
    else this.#taken -= 1
  }

  /** The host refused the latest of the taken ones: what the others hold is all it gives. */
  refused(): void {
    this.#limit = Math.max(1, this.#taken - 1)
  }
}
