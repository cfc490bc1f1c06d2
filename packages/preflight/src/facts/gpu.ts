import type { Raw } from './raw.ts'
import { Absent, optionalLine, optionalNumber, type Readers, section } from './reader.ts'
import type { FactValues } from './schema.ts'
import { readSmi } from './smi.ts'

const PCI = /^\/sys\/bus\/pci\/devices\/([^/]+)\/vendor$/
const NVIDIA_INFORMATION = /^\/proc\/driver\/nvidia\/gpus\/[^/]+\/information$/
const PORT = /^\/sys\/class\/infiniband\/([^/]+)\/ports\/([^/]+)\/state$/

type Device = FactValues['gpu']['devices'][number]

/** `/sys/bus/pci/drivers/nvidia/0000:18:00.0`, by slot. */
function driversBySlot(raw: Raw): Map<string, string> {
  return new Map(
    raw.values('gpu', 'driver').map((path) => {
      const parts = path.split('/')
      return [parts[6] ?? '', parts[5] ?? '']
    }),
  )
}

/** linux/ioport.h: a window of ports, of which a host with many cards runs out and which the driver does not need. */
const IORESOURCE_IO = 0x100n

/** The first six lines of `resource` are the windows of a device: start, end, flags. One with flags but no start was not given room. */
function isAddressed(lines: readonly string[]): boolean {
  const windows = lines
    .slice(0, 6)
    .map((text) => text.split(' ').map((word) => BigInt(/^0x[0-9a-f]+$/.test(word) ? word : 0)))
  return windows.every(([start = 0n, , flags = 0n]) => flags === 0n || start !== 0n || (flags & IORESOURCE_IO) !== 0n)
}

function devices(raw: Raw): Device[] {
  const drivers = driversBySlot(raw)
  return raw.files(PCI).map(([path]) => {
    const folder = path.slice(0, -'/vendor'.length)
    const of = (key: string): string | null => optionalLine(raw, `${folder}/${key}`)
    const slot = folder.slice(folder.lastIndexOf('/') + 1)
    return {
      slot,
      vendor: of('vendor') ?? '',
      device: of('device') ?? '',
      class: of('class') ?? '',
      driver: drivers.get(slot) ?? null,
      linkWidth: optionalNumber(of('current_link_width')),
      linkWidthMost: optionalNumber(of('max_link_width')),
      addressed: isAddressed(raw.file(`${folder}/resource`)),
    }
  })
}

/** True, false, or null where the firmware keeps it to itself. */
function secureBoot(raw: Raw): boolean | null {
  const byte = raw.value('gpu', 'secureboot')?.trim()
  if (byte !== undefined) return byte === '1'
  return raw.value('system', 'firmware') === 'efi' ? null : false
}

function modelOf(lines: readonly string[]): string[] {
  const name = lines
    .find((text) => text.startsWith('Model:'))
    ?.slice('Model:'.length)
    .trim()
  return name ? [name] : []
}

/** @throws Absent when the probe was cut off before or in this section. */
function whole(raw: Raw): void {
  if (raw.problem('gpu') !== null) throw new Absent(raw.problem('gpu') ?? 'unreadable')
}

function acs(raw: Raw): { bridges: number; on: number } | null {
  const lines = raw.lines('acs')
  if (raw.problem('acs') !== null) return null
  return { bridges: lines.length, on: lines.filter((text) => text.includes('SrcValid+')).length }
}

const hasDriver = (raw: Raw): boolean => optionalLine(raw, '/proc/driver/nvidia/version') !== null
const NOT_ASKED: FactValues['smi'] = { asked: false, code: 0, message: null, gpus: [] }

export const GPU: Readers<'gpu' | 'gpuHost' | 'smi' | 'nvlink' | 'infiniband'> = {
  gpu: (raw) => {
    whole(raw)
    return {
      devices: devices(raw),
      driver: optionalLine(raw, '/sys/module/nvidia/version'),
      openModule: (optionalLine(raw, '/proc/driver/nvidia/version') ?? '').includes('Open Kernel Module'),
      models: raw.files(NVIDIA_INFORMATION).flatMap(([, lines]) => modelOf(lines)),
      nouveauLoaded: raw.values('modules', 'loaded').includes('nouveau'),
      secureBoot: secureBoot(raw),
    }
  },
  gpuHost: (raw) => {
    whole(raw)
    return {
      libraries: [...new Set(raw.values('gpu', 'library'))],
      headers: raw.value('gpu', 'headers') === 'yes',
      runtimeFiles: raw.values('gpu', 'runtime'),
      iommu: raw.value('gpu', 'iommu') === 'groups',
      fabricManager: /(\d+\.\d+(?:\.\d+)*)/.exec(raw.lines('fabric-manager').join(' '))?.[1] ?? null,
      acs: acs(raw),
    }
  },
  smi: (raw) => {
    whole(raw)
    return hasDriver(raw) ? readSmi(section(raw, 'nvidia-smi'), raw.problem('nvidia-smi')) : NOT_ASKED
  },
  nvlink: (raw) => {
    whole(raw)
    if (!hasDriver(raw)) return []
    const found: FactValues['nvlink'] = []
    for (const text of section(raw, 'nvlink')) {
      if (text.startsWith('GPU ')) found.push({ active: 0, inactive: 0 })
      const last = found.at(-1)
      if (!last || !/Link \d+:/.test(text)) continue
      if (/inactive/i.test(text)) last.inactive += 1
      else last.active += 1
    }
    return found
  },
  infiniband: (raw) => {
    whole(raw)
    return raw.files(PORT).map(([path, [state = '']]) => {
      const [, device = '', port = ''] = PORT.exec(path) ?? []
      const of = (key: string): string => optionalLine(raw, path.replace(/state$/, key)) ?? '-'
      return { device, port, state: state.trim(), physical: of('phys_state'), rate: of('rate'), link: of('link_layer') }
    })
  },
}
