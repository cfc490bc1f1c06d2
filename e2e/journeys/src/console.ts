import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../../apps/server/src/main.ts')

/** A console in a process of its own, on a data folder that outlives it. */
export class RunningConsole {
  readonly folder = mkdtempSync(join(tmpdir(), 'astrago-journey-'))
  #child: ChildProcess | null = null
  readonly #program: readonly string[]
  #port = 0
  #output = ''

  /** @param program the console's own command, without its options */
  constructor(program: readonly string[] = [process.execPath, MAIN]) {
    this.#program = program
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** The one-time link of the first start. */
  get setupLink(): string {
    return /http\S+#\S+/.exec(this.#output)?.[0] ?? ''
  }

  get dataDir(): string {
    return join(this.folder, 'data')
  }

  /** Starts it; a second start keeps the port, so that pages that are open find it again. */
  async start(): Promise<void> {
    const args = ['--port', String(this.#port), '--data-dir', this.dataDir, '--key-file', join(this.folder, 'key')]
    const [file = '', ...words] = this.#program
    const child = spawn(file, [...words, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Where the executable unpacks itself.
      env: { ...process.env, LANG: 'en', ASTRAGO_RUNTIME_DIR: join(this.folder, 'runtime') },
    })
    this.#child = child
    this.#output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text
    })
    while (!/:(\d+)\n/.test(this.#output)) {
      if (child.exitCode !== null) throw new Error(`the console ended with ${child.exitCode}`)
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
    }
    this.#port = Number(/:(\d+)\n/.exec(this.#output)?.[1])
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async remove(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
}
