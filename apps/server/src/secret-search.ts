// For tests only: what the console and its hosts showed, and the search for secrets in it.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lab } from '@astrago/lab'
import { WebSocket } from 'ws'

/** Texts by where they were seen. */
export type Shown = ReadonlyMap<string, string>

/**
 * Where a secret of at least nine characters shows: as it is, as JSON or a URL has it, or broken over lines as a PDF has it.
 * Of one with several lines, as keys have them, the longest is looked for.
 */
export function placesOf(secret: string, shown: Shown): string[] {
  const [text = ''] = secret.split('\n').sort((a, b) => b.length - a.length)
  if (text.length < 9) throw new Error('too short to be told from other text')
  const forms = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)]
  const unbroken = text.replace(/\s/g, '')
  return [...shown]
    .filter(([, all]) => forms.some((form) => all.includes(form)) || all.replace(/\s/g, '').includes(unbroken))
    .map(([place]) => place)
}

/** The files of a folder, byte for byte. */
export function filesIn(folder: string): Shown {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path, readFileSync(path, 'latin1')]),
  )
}

/** The text of a PDF: its bytes are compressed. */
export const textOfPdf = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 2 ** 26 })

/** What the socket sends of a run that has ended, frame by frame as it comes. */
export async function framesOf(url: string, cookie: string, run: string): Promise<string> {
  const socket = new WebSocket(url, { headers: { cookie } })
  const frames: string[] = []
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', run, from: 1 })))
    socket.on('message', (data) => {
      const frame = String(data)
      frames.push(frame)
      if (frame.startsWith('{"type":"live"')) resolve()
      if (frame.startsWith('{"type":"error"')) reject(new Error(frame))
    })
  })
  socket.close()
  return frames.join('\n')
}

/** What every process of the hosts was called with while `work` was done. */
export async function processesDuring<T>(lab: Lab, work: () => Promise<T>): Promise<{ result: T; processes: string }> {
  const seen = new Set<string>()
  let over = false
  const look = async (host: string): Promise<void> => {
    while (!over) {
      const { stdout } = await lab.ssh(host, 'for i in 1 2 3 4 5 6 7 8; do ps axww -o args; sleep 0.1; done')
      for (const line of stdout.split('\n')) seen.add(line)
    }
  }
  const watching = Promise.all(lab.hosts.map(({ name }) => look(name)))
  const result = await work().finally(() => {
    over = true
  })
  await watching
  return { result, processes: [...seen].join('\n') }
}
