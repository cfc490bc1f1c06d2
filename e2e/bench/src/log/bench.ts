import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Lab } from '@astrago/lab'
import { memoryOf } from '../process.ts'
import { round } from '../stats.ts'
import { generator } from './generator.ts'
import { type Feed, percentile, readRun, stallOn } from './reader.ts'

/** A little above the goal of 100,000, so that the time the last line is under way does not count against it. */
const RATE = 102_000
const SECONDS = 30
const READERS = { rate: 20_000, seconds: 15, count: 10 }

type Ready = { url: string; cookie: string }
type Message = { ready?: Ready; started?: string; ended?: string }

/**
 * Lines of 150 bytes offered at a fixed rate on a lab host, through SSH, redactor and journal to one client of the
 * socket, whose connection is cut once in the middle; then ten readers, one of them stalled, for the memory.
 */
export async function benchLog(say: (line: string) => void): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-bench-log-'))
  const lab = await Lab.up({ hosts: 1, name: 'bench-log', say })
  const server = fork(join(import.meta.dirname, 'server.ts'), [folder, lab.hosts[0]?.address ?? '', lab.keyPath])
  try {
    const { url, cookie } = (await messageOf(server, 'ready')).ready as Ready
    const feed = { url, headers: { cookie } }
    const flow = await measureFlow(server, feed, say)
    const memory = await measureMemory(server, feed, say)
    return { ...flow, ...memory }
  } finally {
    server.disconnect()
    await lab.down()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureFlow(server: ChildProcess, feed: Pick<Feed, 'url' | 'headers'>, say: (line: string) => void) {
  const total = RATE * SECONDS
  server.send({ program: generator(RATE, SECONDS) })
  const run = (await messageOf(server, 'started')).started ?? ''
  const seen = readRun({ ...feed, run, total })
  setTimeout(() => seen.cut(), (SECONDS / 2) * 1000)
  await Promise.race([seen.done, wait(SECONDS * 4000)])
  seen.close()
  const delays = seen.delays.subarray(0, seen.lines)
  say(`${seen.lines} lines in ${round(seen.seconds, 2)} s, p50 ${round(percentile(delays, 0.5), 1)} ms`)
  return {
    linesPerSecond: Math.round(seen.lines / seen.seconds),
    p99Ms: round(percentile(delays, 0.99), 1),
    lost: total - seen.lines + seen.wrong,
  }
}

async function measureMemory(server: ChildProcess, feed: Pick<Feed, 'url' | 'headers'>, say: (line: string) => void) {
  const { rate, seconds, count } = READERS
  const total = rate * seconds
  server.send({ program: generator(rate, seconds) })
  const run = (await messageOf(server, 'started')).started ?? ''
  const ended = messageOf(server, 'ended')
  const stalled = stallOn({ ...feed, run })
  const readers = Array.from({ length: count - 1 }, () => readRun({ ...feed, run, total }))
  await Promise.race([Promise.all(readers.map(({ done }) => done)), wait(seconds * 6000)])
  const { rssMb, peakMb } = memoryOf(server.pid ?? 0)
  for (const reader of [...readers, stalled]) reader.close()
  await ended
  say(
    `${readers.map(({ lines, wrong }) => lines - wrong).join(' ')} lines at ${count - 1} readers, ${peakMb} MB at the highest`,
  )
  return { rssMb }
}

function messageOf(server: ChildProcess, key: keyof Message): Promise<Message> {
  return new Promise((resolve, reject) => {
    const take = (message: Message): void => {
      if (!(key in message)) return
      server.off('message', take)
      resolve(message)
    }
    server.on('message', take)
    server.once('exit', (code) => reject(new Error(`the server of the bench ended with ${code}`)))
  })
}
