import { Problem } from '@astrago/contracts'
import { z } from 'zod'
import { ActiveFacts } from '../active/evidence.ts'
import { Reason } from './reason.ts'
import { GPU_SHAPES } from './shapes/gpu.ts'
import { KERNEL_SHAPES } from './shapes/kernel.ts'
import { SOFTWARE_SHAPES } from './shapes/software.ts'
import { STORAGE_SHAPES } from './shapes/storage.ts'
import { Count, Text, Texts } from './shapes/text.ts'
import { SiteGroups } from './site-groups.ts'

const SelinuxMode = z.enum(['enforcing', 'permissive', 'disabled'])
const Address = z.object({ address: Text, prefix: Count, dynamic: z.boolean() })
const Interface = z.object({
  name: Text,
  mac: Text.nullable(),
  /** Bytes. */
  mtu: Count.nullable(),
  /** Mbit/s; null where the driver does not say. */
  speed: Count.nullable(),
  state: Text,
  physical: z.boolean(),
  addresses: z.array(Address),
})

/** What is known of a host, by group; a group is there as a whole or absent with a reason. */
export const FactGroups = {
  identity: z.object({
    hostname: Text,
    machineId: Text.nullable(),
    bootId: Text.nullable(),
    productUuid: Text.nullable(),
    vendor: Text.nullable(),
    product: Text.nullable(),
    /** Name of the container technology, null on a machine of its own. */
    container: Text.nullable(),
    uptimeSeconds: z.number().min(0).nullable(),
  }),
  session: z.object({ uid: Count, login: Text, umask: Text, openFiles: Count.nullable() }),
  os: z.object({ id: Text, version: Text, name: Text, family: z.enum(['debian', 'rhel', 'other']) }),
  kernel: z.object({
    release: Text,
    arch: Text,
    /** Releases that have a folder below /lib/modules. */
    installed: Texts,
    rebootRequired: z.boolean(),
    bootOptions: Texts,
  }),
  init: z.object({ process: Text, systemd: z.boolean() }),
  cpu: z.object({ count: z.number().int().positive(), model: Text, flags: Texts }),
  memory: z.object({ totalKib: z.number().positive(), availableKib: Count, hugepages: Count }),
  swap: z.object({ active: Texts, configured: Texts }),
  mounts: z.array(z.object({ source: Text, target: Text, type: Text, options: Texts })),
  /** By path, of the folders that exist. */
  filesystems: z.record(
    z.string(),
    z.object({ totalBytes: Count, freeBytes: Count, inodes: Count, inodesFree: Count }),
  ),
  /** By mount point: whether overlayfs can work on it. */
  xfs: z.record(z.string(), z.object({ ftype: z.boolean() })),
  modules: z.object({
    /** Whether the kernel's list of modules was there; without it nothing can be called missing. */
    index: z.boolean(),
    loaded: Texts,
    available: Texts,
    disabled: Texts,
    /** The lines of modprobe.d that say so. */
    blocks: z.array(z.object({ file: Text, module: Text })).default([]),
  }),
  sysctl: z.record(z.string(), Text),
  /** Settings of sysctl.d for the keys that matter, in the order they take effect. */
  sysctlFiles: z.array(z.object({ file: Text, key: Text, value: Text })),
  cgroup: z.object({ version: z.enum(['v1', 'v2', 'hybrid', 'none']), controllers: Texts }),
  interfaces: z.array(Interface),
  routes: z.array(z.object({ iface: Text, destination: Text, gateway: Text.nullable(), metric: Count })),
  networkManager: z.object({ running: z.boolean(), unmanaged: Texts, cloudSetup: z.boolean() }),
  dns: z.object({ nameservers: Texts, upstream: Texts, search: Texts, hostsOrder: Texts }),
  hostsFile: z.array(z.object({ address: Text, names: Texts })),
  listeners: z.array(
    z.object({ protocol: z.enum(['tcp', 'udp']), address: Text, port: Count, owner: Text.nullable() }),
  ),
  processes: Texts,
  commands: Texts,
  packageLocks: Texts,
  /** `masked`: somebody has forbidden its start (systemctl(1)). */
  units: z.record(
    z.string(),
    z.object({
      installed: z.boolean(),
      enabled: z.boolean(),
      active: z.boolean(),
      masked: z.literal(true).optional(),
    }),
  ),
  python: Texts,
  clock: z.object({
    /** Host's clock at the start and the end of the probe, milliseconds since 1970. */
    beginMs: z.number(),
    endMs: z.number(),
  }),
  timeSync: z.object({ daemon: Text.nullable(), synchronized: z.boolean().nullable() }),
  firewall: z.object({
    /** Whether a rule may answer a TCP connection as a closed port would: with a reset or port unreachable. */
    rejects: z.boolean(),
    /** The same of a datagram: with port unreachable. */
    rejectsDatagrams: z.boolean().default(true),
    /** Whether input is dropped unless a rule allows it. */
    dropsByDefault: z.boolean(),
    /** Whether what passes through the host, as traffic of pods does, is dropped or rejected unless a rule allows it. */
    stopsForwarding: z.boolean(),
    rules: Count,
  }),
  firewallServices: z.object({ firewalld: z.boolean(), ufw: z.boolean() }),
  sshd: z.object({ tcpForwarding: Text.nullable(), maxSessions: Count.nullable() }),
  account: z.object({
    /** Days since 1970; 0 forces a change at the next login. */
    changedDay: Count.nullable(),
    maxDays: Count.nullable(),
    expireDay: Count.nullable(),
  }),
  selinux: z.object({
    mode: SelinuxMode,
    /** What the next start will bring; null where nothing says so. */
    configured: SelinuxMode.nullable(),
    rke2Policy: z.boolean(),
  }),
  /** Types of the labels of folders, by path, where SELinux is on. */
  selinuxLabels: z.record(z.string(), Text),
  apparmor: z.object({ enabled: z.boolean() }),
  proxies: z.array(z.object({ where: Text, name: Text, value: Text })),
  /** The first lines (Base64) of certificates put into the host's trust store by hand. */
  trust: z.array(z.object({ file: Text, lines: Text })),
  ...STORAGE_SHAPES,
  ...KERNEL_SHAPES,
  ...SOFTWARE_SHAPES,
  ...GPU_SHAPES,
  leftoverDirs: z.object({ filled: Texts, unreadable: Texts }),
  /** Fixes of the preflight that the ledger of the host holds, by their names, whoever made them. */
  heldFixes: Texts,
  ...SiteGroups,
} as const

export type FactKey = keyof typeof FactGroups
export type FactValues = { [K in FactKey]: z.infer<(typeof FactGroups)[K]> }
export const FACT_KEYS = Object.keys(FactGroups) as readonly FactKey[]

/**
 * A group that another version of the probe did not ask for, or in another shape, is absent. Who writes the JSON Schema
 * asks without an issue.
 */
const fact = (value: z.ZodType): z.ZodType =>
  z
    .union([z.object({ value }), z.object({ absent: Reason })])
    .catch((issue?: { value: unknown }): { absent: Reason } => ({
      absent: issue?.value === undefined ? 'not-collected' : 'unreadable',
    }))

type Fact<K extends FactKey> = { value: FactValues[K] } | { absent: Reason }
export type Facts = { [K in FactKey]: Fact<K> }

/** Facts of one host. JSON through and through: they are stored with the report and judged again elsewhere. */
export const Facts = z.object(
  Object.fromEntries(FACT_KEYS.map((key) => [key, fact(FactGroups[key])])),
) as unknown as z.ZodType<Facts>

/** How the console got to the host. Times in milliseconds since 1970, by the console's clock. */
export const Access = z.object({
  transport: z.enum(['ssh', 'local']),
  connected: z.boolean(),
  problem: Problem.nullable(),
  root: z.boolean(),
  sudoProblem: Problem.nullable(),
  sentAt: z.number(),
  receivedAt: z.number(),
})
export type Access = z.infer<typeof Access>

export const HostRecord = z.object({
  host: z.string(),
  access: Access,
  facts: Facts,
  /** What it tried when active checks were asked for. */
  active: ActiveFacts.optional(),
})
export type HostRecord = z.infer<typeof HostRecord>

/** The facts of a host that said nothing. */
export function absentFacts(reason: Reason): Facts {
  return Object.fromEntries(FACT_KEYS.map((key) => [key, { absent: reason }])) as unknown as Facts
}
