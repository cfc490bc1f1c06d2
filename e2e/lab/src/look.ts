/** What a host shows of itself where a check must see a proper server. */
export type Look = {
  /** Processors in /proc/cpuinfo and /sys; `nproc` asks the scheduler and still says the machine's number. */
  cpus: number
  memoryGib: number
  swapGib: number
  /** The host's only disk: ext4 for /var, and below the overlay of /. Sparse, so it costs what is written. */
  diskGib: number
}

export const SERVER_LOOK: Look = { cpus: 8, memoryGib: 32, swapGib: 0, diskGib: 200 }

const KIB_PER_GIB = 1024 * 1024

/** A kernel keeps about 2 % of the memory to itself, and a host without work has most of the rest free. */
function meminfo({ memoryGib, swapGib }: Look): string {
  const total = Math.round(memoryGib * KIB_PER_GIB * 0.98)
  const swap = Math.round(swapGib * KIB_PER_GIB)
  const rows: [string, number][] = [
    ['MemTotal', total],
    ['MemFree', Math.round(total * 0.85)],
    ['MemAvailable', Math.round(total * 0.93)],
    ['Buffers', Math.round(total * 0.01)],
    ['Cached', Math.round(total * 0.08)],
    ['SwapCached', 0],
    ['Active', Math.round(total * 0.05)],
    ['Inactive', Math.round(total * 0.04)],
    ['SwapTotal', swap],
    ['SwapFree', swap],
    ['Dirty', 128],
    ['Shmem', 2048],
    ['Slab', Math.round(total * 0.01)],
  ]
  const lines = rows.map(([name, kib]) => `${`${name}:`.padEnd(16)}${String(kib).padStart(8)} kB`)
  const hugepages = ['HugePages_Total:       0', 'HugePages_Free:        0', 'Hugepagesize:       2048 kB']
  return `${[...lines, ...hugepages].join('\n')}\n`
}

function swaps({ swapGib }: Look): string {
  const header = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'
  return swapGib === 0
    ? header
    : `${header}/swap.img                               file\t\t${swapGib * KIB_PER_GIB}\t\t0\t\t-2\n`
}

/** The instructions of the level x86-64-v3 and what a server of today has beside them. */
const CPU_FLAGS =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx pdpe1gb ' +
  'rdtscp lm constant_tsc rep_good nopl xtopology cpuid pni pclmulqdq ssse3 fma cx16 pcid sse4_1 sse4_2 x2apic movbe popcnt ' +
  'aes xsave avx f16c rdrand hypervisor lahf_lm abm fsgsbase bmi1 avx2 smep bmi2 erms invpcid'

function cpuinfo({ cpus }: Look): string {
  const processor = (number: number) =>
    [
      `processor\t: ${number}`,
      'vendor_id\t: GenuineIntel',
      'cpu family\t: 6',
      'model\t\t: 106',
      'model name\t: Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz',
      'cpu MHz\t\t: 2000.000',
      'physical id\t: 0',
      `siblings\t: ${cpus}`,
      `core id\t\t: ${number}`,
      `cpu cores\t: ${cpus}`,
      `flags\t\t: ${CPU_FLAGS}`,
      '',
    ].join('\n')
  return Array.from({ length: cpus }, (_, number) => `${processor(number)}\n`).join('')
}

/**
 * Settings of the machine's kernel that a host cannot change for itself. Over each lies a file with the value a fresh
 * Debian 12 has, so that `sysctl -w` works and is seen by this host alone. (net.* needs none: it is the host's own.)
 */
const SYSCTLS: Readonly<Record<string, string>> = {
  'fs/file-max': '9223372036854775807',
  'fs/inotify/max_user_instances': '128',
  'fs/inotify/max_user_watches': '65536',
  'fs/may_detach_mounts': '1',
  'kernel/keys/root_maxbytes': '25000000',
  'kernel/keys/root_maxkeys': '1000000',
  'kernel/panic': '0',
  'kernel/panic_on_oops': '0',
  'kernel/pid_max': '4194304',
  'kernel/threads-max': '255000',
  'vm/max_map_count': '65530',
  'vm/overcommit_memory': '0',
  'vm/panic_on_oom': '0',
  'vm/swappiness': '60',
}

/** Modules that count as built into the kernel: `modprobe` of one succeeds, /sys/module shows it. */
export const MODULES: Readonly<Record<string, string>> = {
  br_netfilter: 'net/bridge',
  dm_mod: 'drivers/md',
  dummy: 'drivers/net',
  ip_set: 'net/netfilter/ipset',
  ip_set_hash_ip: 'net/netfilter/ipset',
  ip_set_hash_net: 'net/netfilter/ipset',
  ip_tables: 'net/ipv4/netfilter',
  ip_vs: 'net/netfilter/ipvs',
  ip_vs_rr: 'net/netfilter/ipvs',
  ip_vs_sh: 'net/netfilter/ipvs',
  ip_vs_wrr: 'net/netfilter/ipvs',
  iptable_filter: 'net/ipv4/netfilter',
  iptable_nat: 'net/ipv4/netfilter',
  nf_conntrack: 'net/netfilter',
  nf_nat: 'net/netfilter',
  nf_tables: 'net/netfilter',
  nft_compat: 'net/netfilter',
  nfs: 'fs/nfs',
  nfsv4: 'fs/nfs',
  overlay: 'fs/overlayfs',
  sunrpc: 'net/sunrpc',
  vxlan: 'drivers/net',
  xt_addrtype: 'net/netfilter',
  xt_comment: 'net/netfilter',
  xt_conntrack: 'net/netfilter',
  xt_mark: 'net/netfilter',
  xt_multiport: 'net/netfilter',
  xt_set: 'net/netfilter',
  xt_statistic: 'net/netfilter',
}

/** The text of /lib/modules/RELEASE/modules.builtin. */
export function builtinModules(): string {
  return Object.entries(MODULES)
    .map(([name, folder]) => `kernel/${folder}/${name}.ko\n`)
    .join('')
}

/** Files over those of /proc and /sys that follow the host's profile, by absolute path. */
export function profileFiles(look: Look, arch: string): Record<string, string> {
  const range = look.cpus === 1 ? '0\n' : `0-${look.cpus - 1}\n`
  return {
    '/proc/meminfo': meminfo(look),
    '/proc/swaps': swaps(look),
    ...(arch === 'x64' ? { '/proc/cpuinfo': cpuinfo(look) } : {}),
    '/sys/devices/system/cpu/online': range,
    '/sys/devices/system/cpu/possible': range,
    '/sys/devices/system/cpu/present': range,
  }
}

/** What the kernel's log has: a quiet start. */
export const KERNEL_LOG = `[    0.000000] Linux version 6.1.0-28-amd64 (debian-kernel@lists.debian.org)
[    0.412345] systemd[1]: Detected architecture x86-64.
[    1.204771] EXT4-fs (sda2): mounted filesystem with ordered data mode. Quota mode: none.
[    2.018123] e1000e 0000:00:1f.6 eth0: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: Rx/Tx
`

/** Files over those of /proc and /sys that are alike on every host. */
export const COMMON_FILES: Readonly<Record<string, string>> = {
  '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory hugetlb pids rdma misc\n',
}

/** Files over those of /proc/sys; a host starts with them afresh at every boot. */
export function sysctlFiles(): Record<string, string> {
  return Object.fromEntries(Object.entries(SYSCTLS).map(([name, value]) => [`/proc/sys/${name}`, `${value}\n`]))
}
