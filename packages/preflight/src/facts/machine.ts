import type { Raw } from './raw.ts'
import { Absent, line, number, optionalLine, optionalNumber, type Readers, section } from './reader.ts'

const BOOT_OPTIONS =
  /^(systemd\.unified_cgroup_hierarchy|cgroup|ipv6\.disable|nouveau|modprobe\.blacklist|rd\.driver\.blacklist|(intel_|amd_)?iommu)/

const FAMILIES = { debian: ['debian', 'ubuntu'], rhel: ['rhel', 'fedora', 'centos', 'rocky', 'almalinux'] }

function osRelease(raw: Raw): Map<string, string> {
  const own = raw.file('/etc/os-release')
  const lines = own.length ? own : raw.file('/usr/lib/os-release')
  if (lines.length === 0) throw new Absent(raw.problem('files') ?? 'not-collected')
  return new Map(
    lines.flatMap((text): [string, string][] => {
      const [, key, value] = /^([A-Z_]+)=["']?(.*?)["']?$/.exec(text) ?? []
      return key === undefined || value === undefined ? [] : [[key, value]]
    }),
  )
}

function familyOf(ids: string[]): 'debian' | 'rhel' | 'other' {
  if (ids.some((id) => FAMILIES.debian.includes(id))) return 'debian'
  return ids.some((id) => FAMILIES.rhel.includes(id)) ? 'rhel' : 'other'
}

function meminfo(raw: Raw, key: string): number | null {
  const found = raw.file('/proc/meminfo').find((text) => text.startsWith(`${key}:`))
  return optionalNumber(found?.slice(key.length + 1).replace('kB', ''))
}

/** `name : value` as /proc/cpuinfo has it. */
function cpuinfo(raw: Raw, keys: readonly string[]): string | null {
  const found = section(raw, 'cpu').find((text) => keys.includes(text.split(':')[0]?.trim() ?? ''))
  return found?.slice(found.indexOf(':') + 1).trim() ?? null
}

/** `0-7,16`: the processors that run. @throws Absent where that cannot be read */
function online(raw: Raw): number {
  const ranges = line(raw, '/sys/devices/system/cpu/online').split(',')
  return ranges.reduce((sum, range) => {
    const [first, last = first] = range.split('-')
    return sum + number(last) - number(first) + 1
  }, 0)
}

/** Every size of huge page; an old kernel has only the usual one in /proc/meminfo. */
function reservedPages(raw: Raw): number {
  const bySize = raw.files(/^\/sys\/kernel\/mm\/hugepages\//).map(([, lines]) => optionalNumber(lines[0]) ?? 0)
  return bySize.length ? bySize.reduce((sum, each) => sum + each, 0) : (meminfo(raw, 'HugePages_Total') ?? 0)
}

const dockerMark = (raw: Raw): string | null =>
  raw.values('system', 'present').includes('/.dockerenv') ? 'docker' : null

export const MACHINE: Readers<
  'identity' | 'session' | 'os' | 'kernel' | 'init' | 'cpu' | 'memory' | 'swap' | 'python' | 'clock'
> = {
  identity: (raw) => ({
    hostname: line(raw, '/proc/sys/kernel/hostname'),
    machineId: optionalLine(raw, '/etc/machine-id'),
    bootId: optionalLine(raw, '/proc/sys/kernel/random/boot_id'),
    productUuid: optionalLine(raw, '/sys/class/dmi/id/product_uuid'),
    vendor: optionalLine(raw, '/sys/class/dmi/id/sys_vendor'),
    product: optionalLine(raw, '/sys/class/dmi/id/product_name'),
    container: optionalLine(raw, '/run/systemd/container') ?? dockerMark(raw),
    uptimeSeconds: optionalNumber(optionalLine(raw, '/proc/uptime')?.split('.')[0]),
  }),
  session: (raw) => {
    section(raw, 'probe')
    return {
      uid: number(raw.value('probe', 'uid')),
      login: raw.value('probe', 'login') ?? '',
      umask: raw.value('probe', 'umask') ?? '',
      openFiles: optionalNumber(raw.value('probe', 'nofile')),
    }
  },
  os: (raw) => {
    const release = osRelease(raw)
    const id = release.get('ID') ?? ''
    return {
      id,
      version: release.get('VERSION_ID') ?? '',
      name: release.get('PRETTY_NAME') ?? id,
      family: familyOf([id, ...(release.get('ID_LIKE') ?? '').split(' ')]),
    }
  },
  kernel: (raw) => {
    section(raw, 'system')
    return {
      release: line(raw, '/proc/sys/kernel/osrelease'),
      arch: raw.value('probe', 'arch') ?? '',
      installed: raw.values('system', 'kernel').filter((name) => name !== '*'),
      rebootRequired: raw.value('system', 'reboot') === 'required',
      bootOptions: (optionalLine(raw, '/proc/cmdline') ?? '').split(/\s+/).filter((word) => BOOT_OPTIONS.test(word)),
    }
  },
  init: (raw) => {
    section(raw, 'system')
    return { process: line(raw, '/proc/1/comm'), systemd: raw.value('system', 'systemd') === 'yes' }
  },
  cpu: (raw) => ({
    count: optionalNumber(raw.value('cpu', 'count')) ?? online(raw),
    model: cpuinfo(raw, ['model name']) ?? '',
    flags: (cpuinfo(raw, ['flags', 'Features']) ?? '').split(/\s+/),
  }),
  memory: (raw) => {
    line(raw, '/proc/meminfo')
    return {
      totalKib: number(String(meminfo(raw, 'MemTotal') ?? '')),
      availableKib: meminfo(raw, 'MemAvailable') ?? 0,
      hugepages: reservedPages(raw),
    }
  },
  swap: (raw) => {
    section(raw, 'config')
    line(raw, '/proc/swaps')
    return {
      active: raw
        .file('/proc/swaps')
        .slice(1)
        .map((text) => text.split(/\s+/)[0] ?? ''),
      configured: raw
        .file('/etc/fstab')
        .filter((text) => /^[^#]*\sswap\s/.test(text))
        .map((text) => text.split(/\s+/)[0] ?? ''),
    }
  },
  python: (raw) => {
    section(raw, 'system')
    return raw.values('system', 'python')
  },
  clock: (raw) => {
    const begin = raw.value('probe', 'begin')
    const end = raw.value('done', 'end')
    const endMs = end === null ? clockMs(begin, 0) + passedMs(raw) : clockMs(end, 0)
    return { beginMs: clockMs(begin, 999), endMs }
  },
}

/** What has passed since the start, at least: the kernel tells its uptime in whole hundredths of a second. */
function passedMs(raw: Raw): number {
  const [from, to] = ['probe', 'done'].map((name) => optionalNumber(raw.value(name, 'up')?.replace('.', '')))
  if (from == null || to == null) throw new Absent('cut-off')
  return Math.max(0, to - from - 1) * 10
}

/** Seconds with a fraction; busybox leaves `%N` unreplaced, then `widest` keeps the bounds of the clock true. */
function clockMs(text: string | null, widest: number): number {
  const [, seconds, fraction] = /^(\d{1,12})\.(\d{3})?/.exec(text ?? '') ?? []
  if (seconds === undefined) throw new Absent(text === null ? 'cut-off' : 'unreadable')
  return Number(seconds) * 1000 + Number(fraction ?? widest)
}
