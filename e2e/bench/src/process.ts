import { readFileSync } from 'node:fs'

/** Resident memory of a process in MB (10^6 bytes), now and at its highest. */
export function memoryOf(pid: number): { rssMb: number; peakMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kib = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN)
  const mb = (value: number): number => Math.round((value * 1024) / 1e6)
  return { rssMb: mb(kib('VmRSS')), peakMb: mb(kib('VmHWM')) }
}

/** Clock ticks a second of /proc/PID/stat, which Linux fixes for programs (proc(5), sysconf(_SC_CLK_TCK)). */
const TICKS = 100

/** Processor seconds of this process's children that have ended, user and system (proc(5), cutime and cstime). */
export function secondsOfChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) / TICKS
}
