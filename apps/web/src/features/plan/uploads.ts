import { type ArtifactsView, type Problem, toProblem } from '@astrago/contracts'
import { rateOf, type Sample, sampled } from './rate.ts'
import { pieceSender, type SendPiece, sendInPieces } from './upload.ts'

export type Upload = {
  site: string
  file: File
  state: 'waiting' | 'sending' | 'failed'
  /** Bytes of the file that have left. */
  sent: number
  samples: readonly Sample[]
  problem: Problem | null
  control: AbortController
}

export type Refusal = { name: string; why: 'unknown' | 'present' | 'empty' }

/** Files that make no sense to send, with the reason; the others go. */
export function sortOut(files: readonly File[], { accepts, files: there }: ArtifactsView) {
  const whole = new Map(there.filter(({ state }) => state === 'ok').map(({ name, bytes }) => [name, bytes]))
  const refusals = files.flatMap(({ name, size }): Refusal[] => {
    if (!accepts.includes(name)) return [{ name, why: 'unknown' }]
    if (size === 0) return [{ name, why: 'empty' }]
    return whole.get(name) === size ? [{ name, why: 'present' }] : []
  })
  const refused = new Set(refusals.map(({ name }) => name))
  return { refusals, wanted: files.filter(({ name }) => !refused.has(name)) }
}

/** Bytes in a second, and milliseconds until the file is there; null while neither is known. */
export function paceOf({ file, sent, samples }: Upload): { rate: number; leftMs: number } | null {
  const rate = rateOf(samples)
  return rate === null ? null : { rate, leftMs: ((file.size - sent) / rate) * 1000 }
}

type Options = {
  sender: (site: string, file: File, signal: AbortSignal) => SendPiece
  now: () => number
  waitMs?: number
}

/**
 * The uploads of this window, one file after the other. They go on while pages are turned; what has ended well is gone
 * from the list, what failed stays until it is tried again or given up.
 */
export function makeUploads({ sender, now, waitMs }: Options) {
  let list: readonly Upload[] = []
  let working = false
  const watchers = new Set<() => void>()

  const tell = (next: readonly Upload[]): void => {
    list = next
    for (const watcher of watchers) watcher()
  }
  const change = (upload: Upload, part: Partial<Upload>): void =>
    tell(list.map((each) => (each.control === upload.control ? { ...each, ...part } : each)))
  const forget = (upload: Upload): void => tell(list.filter((each) => each.control !== upload.control))

  async function send(upload: Upload): Promise<void> {
    const { site, file, control } = upload
    change(upload, { state: 'sending' })
    let samples: readonly Sample[] = []
    const onProgress = (sent: number): void => {
      samples = sampled(samples, { at: now(), bytes: sent })
      change(upload, { sent, samples })
    }
    try {
      const options = { signal: control.signal, onProgress, ...(waitMs === undefined ? {} : { waitMs }) }
      await sendInPieces(file, sender(site, file, control.signal), options)
      forget(upload)
    } catch (error) {
      if (control.signal.aborted) forget(upload)
      else change(upload, { state: 'failed', problem: toProblem(error) })
    }
  }

  async function work(): Promise<void> {
    if (working) return
    working = true
    for (;;) {
      const next = list.find(({ state }) => state === 'waiting')
      if (!next) break
      await send(next)
    }
    working = false
  }

  return {
    list: () => list,
    /** Sends files; one of a name that is on its way already is left out. */
    add(site: string, files: readonly File[]): void {
      const underWay = new Set(list.filter((each) => each.site === site).map(({ file }) => file.name))
      const fresh = files
        .filter(({ name }) => !underWay.has(name))
        .map((file): Upload => {
          const control = new AbortController()
          return { site, file, state: 'waiting', sent: 0, samples: [], problem: null, control }
        })
      tell([...list, ...fresh])
      void work()
    },
    /** Stops an upload; what has arrived of it stays. */
    stop(upload: Upload): void {
      upload.control.abort()
      if (upload.state !== 'sending') forget(upload)
    },
    retry(upload: Upload): void {
      change(upload, { state: 'waiting', problem: null })
      void work()
    },
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

export const uploads = makeUploads({ sender: pieceSender, now: () => performance.now() })

/** Leaving the window asks first while something is on its way. */
if (typeof window !== 'undefined') {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  uploads.watch(() => {
    if (uploads.list().some(({ state }) => state !== 'failed')) window.addEventListener('beforeunload', ask)
    else window.removeEventListener('beforeunload', ask)
  })
}
