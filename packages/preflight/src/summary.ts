import type { HostView } from '@astrago/contracts'
import type { Facts } from './facts/schema.ts'

const NVIDIA = '0x10de'

/** What a report's table of hosts shows of a machine; null where any of it is missing. */
export function hostSummary({ os, kernel, cpu, memory, gpu }: Facts): HostView['summary'] {
  if ('absent' in os || 'absent' in kernel || 'absent' in cpu || 'absent' in memory) return null
  const displays = ({ vendor, class: kind }: { vendor: string; class: string }): boolean =>
    vendor === NVIDIA && kind.startsWith('0x03')
  return {
    os: os.value.name,
    kernel: kernel.value.release,
    cpus: cpu.value.count,
    memoryBytes: memory.value.totalKib * 1024,
    gpus: 'absent' in gpu ? 0 : gpu.value.devices.filter(displays).length,
  }
}
