// Our preflight in a process of its own, so that its memory and processor time are the preflight's alone. Started by
// bench.ts; each message is one round.

import { type LabPlace, ourPreflight } from '../preflight/ours.ts'
import { memoryOf } from '../process.ts'

export type Round = { cpuSeconds: number; rssMb: number; checks: number }

process.on('message', async ({ place, concurrency }: { place: LabPlace; concurrency: number }) => {
  const before = process.cpuUsage()
  try {
    const { verdicts } = await ourPreflight(place, concurrency)
    const { user, system } = process.cpuUsage(before)
    process.send?.({
      cpuSeconds: (user + system) / 1e6,
      rssMb: memoryOf(process.pid).peakMb,
      checks: new Set(verdicts.map(({ check }) => check)).size,
    } satisfies Round)
  } catch (error) {
    process.send?.({ failed: String(error) })
  }
})
process.on('disconnect', () => process.exit(0))
