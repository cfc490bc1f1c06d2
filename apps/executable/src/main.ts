import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Not the default folder below /tmp, which another user of the machine may have filled before.
enableCompileCache(join(import.meta.dirname, '../../../.cache/compiled'))

const { runCli, COMMANDS } = await import('@astrago/cli')
const { CONSOLE_COMMANDS } = await import('./commands/index.ts')
const { isWrittenAtOnce, writeWhole } = await import('./write-whole.ts')
// A reader such as `head` that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
const atOnce = isWrittenAtOnce(1)
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
process.exitCode = await runCli(
  process.argv.slice(2),
  {
    out: (content) => (atOnce ? writeWhole(1, 'stdout', content) : void process.stdout.write(content)),
    err: (text) => process.stderr.write(text),
    input: process.stdin,
    env: process.env,
    terminal: process.stdout.isTTY === true,
    color: process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    live: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
    get width() {
      return process.stdout.columns || process.stderr.columns || 80
    },
    signal: stop.signal,
  },
  [...COMMANDS, ...CONSOLE_COMMANDS],
)
