import { StringDecoder } from 'node:string_decoder'
import { must } from '@astrago/changes'
import type { LogLevel } from '@astrago/contracts'
import { type Host, quote } from '@astrago/hosts'
import type { ActionContext } from '@astrago/jobs'
import { levelOfLine } from './unit-lines.ts'

const KEPT_LINES = 40

export type Following = {
  /** The last lines so far. */
  tail(): readonly string[]
  /** Ends it; resolves when the command on the host has ended. */
  stop(): Promise<void>
}

/** The host's clock, in seconds, for `followJournal` to start from. */
export async function clockOf(host: Host, signal: AbortSignal): Promise<number> {
  return Number((await must(host, 'date +%s', { signal })).trim())
}

/**
 * Streams a unit's journal into the run's log until `stop`, its lines with the level that they tell of. A journal that
 * cannot be read ends in a warning there: it must not fail the work that it tells about.
 * @param since seconds of the host's clock.
 * @param limitMs ends the command on the host even when the connection is lost.
 */
export function followJournal(
  { host, signal, log, relay, output }: ActionContext,
  unit: string,
  { since, limitMs }: { since: number; limitMs: number },
): Following {
  const tail: string[] = []
  const ended = new AbortController()
  const seconds = Math.ceil(limitMs / 1000)
  const command = `timeout ${seconds} journalctl --no-pager -o cat -f -u ${quote(unit)} -n all --since @${since}`
  const lines = linesOf((whole) => {
    tail.push(...whole)
    tail.splice(0, tail.length - KEPT_LINES)
    return tell(whole)
  })
  const tell = async (whole: readonly string[]): Promise<void> => {
    for (const { level, text } of byLevel(whole)) await relay(text, level)
  }
  const running = host
    .stream(command, {
      sudo: true,
      timeoutMs: limitMs + 10_000,
      signal: AbortSignal.any([signal, ended.signal]),
      onStderr: output.onStderr,
      onStdout: lines.take,
    })
    .catch((error: unknown) => {
      if (!ended.signal.aborted && !signal.aborted) log(`journalctl: ${String(error)}`, 'warn')
    })
    .finally(lines.end)
  return {
    tail: () => tail,
    async stop() {
      ended.abort()
      await running
    },
  }
}

/** Neighbours of one level as one text. */
function byLevel(lines: readonly string[]): { level: LogLevel; text: string }[] {
  const runs: { level: LogLevel; text: string }[] = []
  for (const line of lines) {
    const level = levelOfLine(line)
    const last = runs.at(-1)
    if (last?.level === level) last.text += `\n${line}`
    else runs.push({ level, text: line })
  }
  return runs
}

type OnLines = (lines: readonly string[]) => Promise<void>

/** Cuts chunks into lines; a character or a line that is cut in two by a chunk's end stays whole. */
function linesOf(onLines: OnLines): { take(chunk: Buffer): Promise<void>; end(): Promise<void> } {
  const decoder = new StringDecoder('utf8')
  let open = ''
  return {
    take(chunk) {
      const lines = (open + decoder.write(chunk)).split('\n')
      open = lines.pop() ?? ''
      return onLines(lines)
    },
    async end() {
      const rest = open
      open = ''
      if (rest !== '') await onLines([rest])
    },
  }
}
