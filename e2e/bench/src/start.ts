import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { memoryOf } from './process.ts'
import { median, round } from './stats.ts'

const MAIN = join(import.meta.dirname, '../../../apps/server/src/main.ts')
const ROUNDS = 5
const IDLE_MS = 60_000

/** Time from the start of the process until it listens, warm, median of five; memory after a minute without a request. */
export async function benchStart(say: (line: string) => void): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-bench-start-'))
  const times: number[] = []
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const { ms, child } = await startConsole(folder)
      await stop(child)
      // The first start makes the data folder and fills the compile cache.
      if (round > 0) times.push(ms)
      say(`listening after ${Math.round(ms)} ms${round === 0 ? ' (cold, not counted)' : ''}`)
    }
    const { child } = await startConsole(folder)
    await wait(IDLE_MS)
    const { rssMb } = memoryOf(child.pid ?? 0)
    await stop(child)
    return { listenMs: round(median(times), 0), rssMb }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startConsole(folder: string): Promise<{ ms: number; child: ChildProcess }> {
  const start = performance.now()
  const args = [MAIN, '--port', '0', '--data-dir', join(folder, 'data'), '--key-file', join(folder, 'key')]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return { ms: performance.now() - start, child }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await once(child, 'exit')
}
