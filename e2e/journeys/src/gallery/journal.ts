import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { type NewEvent, nextNumber } from '@astrago/contracts'

/** Writes a journal as the console's own writer does, but at times of its own. */
export async function writeJournal(
  folder: string,
  run: string,
  events: Iterable<NewEvent & { at: number }>,
): Promise<number> {
  const file = createWriteStream(join(folder, `${run}.jsonl`))
  let n = 1
  for (const { at, ...event } of events) {
    const whole = { n, at, ...event }
    if (!file.write(`${JSON.stringify(whole)}\n`)) await once(file, 'drain')
    n = nextNumber(whole as never)
  }
  file.end()
  await finished(file)
  return n
}

/** A log of so many numbers, the first and the last of them marks: several hosts in turn, a warning now and then. */
export function* longLog(count: number, hosts: readonly string[], start: number): Generator<NewEvent & { at: number }> {
  yield { at: start, kind: 'run', state: 'running' }
  const BATCH = 40
  for (let n = 2; n < count; n += BATCH) {
    const lines = Math.min(BATCH, count - n)
    const text = Array.from(
      { length: lines },
      (_, i) => `line ${n + i} ${'import rke2-images '.repeat(1 + ((n + i) % 7))}`,
    )
    yield {
      at: start + n,
      kind: 'log',
      lines,
      host: hosts[((n / BATCH) % hosts.length) | 0] ?? '',
      step: 'write-config.config@cp-1',
      level: n % 97 === 0 ? 'warn' : 'info',
      text: text.join('\n'),
    }
  }
  yield { at: start + count, kind: 'run', state: 'done' }
}
