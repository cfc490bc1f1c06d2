import { readFileSync } from 'node:fs'

/** Resident memory of a process in MB (10^6 bytes), now and at its highest. */
export function memoryOf(pid: number): { rssMb: number; peakMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kib = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN)
  const mb = (value: number): number => Math.round((value * 1024) / 1e6)
  return { rssMb: mb(kib('VmRSS')), peakMb: mb(kib('VmHWM')) }
}
