import { StringDecoder } from 'node:string_decoder'
import type { LogLevel, NewEvent } from '@astrago/contracts'
import type { ActionContext } from '../action.ts'
import { type Lines, makeLines } from '../redact/lines.ts'
import type { Redactor } from '../redact/redactor.ts'
import { foldLines } from './fold.ts'

const FLUSH_MS = 20
const FLUSH_BYTES = 65_536
/** Above this many bytes on their way to the journal the host's output is held back. */
const MOST_IN_FLIGHT = 1_048_576

/** Where events go. `append` resolves when the event is in the file (log) or safely on the disk (all others). */
export type Journal = { append(event: NewEvent): Promise<unknown> }

export type LogWriter = Pick<ActionContext, 'log' | 'relay' | 'output'> & {
  /** Writes what is left, the unfinished last lines too. @throws what the journal threw, now or before. */
  end(): Promise<void>
}

type Target = { journal: Journal; redactor: Redactor; host: string; step: string }
type Waiting = { from: Source; bytes: Buffer }
type Source = { level: LogLevel; decoder: StringDecoder; lines: Lines }

/**
 * Turns the output of one step on one host into log events of many masked lines: what came within 20 ms, or 64 KiB, is
 * one event. Nothing but a push into a list happens per chunk.
 */
export function makeLogWriter({ journal, redactor, host, step }: Target): LogWriter {
  const source = (level: LogLevel): Source => ({
    level,
    decoder: new StringDecoder('utf8'),
    lines: makeLines(redactor),
  })
  const stdout = source('info')
  const stderr = source('warn')
  const said = { info: source('info'), warn: source('warn'), error: source('error') }

  let waiting: Waiting[] = []
  let waitingBytes = 0
  let timer: NodeJS.Timeout | undefined
  let inFlight = 0
  let written: Promise<unknown> = Promise.resolve()
  let failure: { cause: unknown } | undefined

  const append = (level: LogLevel, text: string | null): void => {
    if (text === null) return
    for (const folded of foldLines(text, FLUSH_BYTES)) {
      inFlight += folded.text.length
      const done = journal.append({ kind: 'log', host, step, level, ...folded }).then(
        () => {
          inFlight -= folded.text.length
        },
        (cause: unknown) => {
          failure ??= { cause }
        },
      )
      written = written.then(() => done)
    }
  }

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    waitingBytes = 0
    for (const { from, bytes } of joined(batch)) append(from.level, from.lines.push(from.decoder.write(bytes)))
  }

  const put = (from: Source, bytes: Buffer): void => {
    waiting.push({ from, bytes })
    waitingBytes += bytes.length
    if (waitingBytes >= FLUSH_BYTES) flush()
    else timer ??= setTimeout(flush, FLUSH_MS)
  }

  const take = (from: Source) => (bytes: Buffer) => {
    put(from, bytes)
    return inFlight > MOST_IN_FLIGHT ? written.then(() => undefined) : undefined
  }

  return {
    output: { onStdout: take(stdout), onStderr: take(stderr) },
    log: (text, level = 'info') => put(said[level], Buffer.from(`${text}\n`)),
    relay: (text, level) => take(said[level])(Buffer.from(`${text}\n`)),
    end: async () => {
      flush()
      for (const from of [stdout, stderr]) append(from.level, from.lines.push(from.decoder.end()) ?? from.lines.end())
      await written
      if (failure) throw failure.cause
    },
  }
}

/** Neighbours from one source as one piece. */
function joined(batch: readonly Waiting[]): Waiting[] {
  const runs: { from: Source; parts: Buffer[] }[] = []
  for (const { from, bytes } of batch) {
    const last = runs.at(-1)
    if (last?.from === from) last.parts.push(bytes)
    else runs.push({ from, parts: [bytes] })
  }
  return runs.map(({ from, parts }) => ({
    from,
    bytes: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts),
  }))
}
