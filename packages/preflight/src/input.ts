import { Cni, Distribution, NodeRole, PacketRule, PortRule, Profile, packetRules, portRules } from '@astrago/contracts'
import { z } from 'zod'
import { TlsKey } from './tls-key.ts'

/** A host as the questionnaire declares it. The local machine has no address. Sizes in GiB. */
export const DeclaredNode = z.object({
  name: z.string(),
  address: z.string().nullable(),
  roles: z.array(NodeRole).min(1),
  cpus: z.number().optional(),
  memoryGib: z.number().optional(),
  diskGib: z.number().optional(),
  dataDiskGib: z.number().optional(),
  gpuModel: z.string().optional(),
  gpuCount: z.number().optional(),
  /** Where sshd listens on this one, if not where the answers say for all. */
  sshPort: z.number().optional(),
})
export type DeclaredNode = z.infer<typeof DeclaredNode>

const Lines = z.array(z.string())

/** The answers that checks and the firewall request read. No secret is among them, so they may be exported with the facts. */
export const CheckedAnswers = z.object({
  'accounts.sshPort': z.number().optional(),
  'network.externalAddress': z.string().optional(),
  'network.domain': z.string().optional(),
  'network.vip': z.string().optional(),
  'network.nodeCidr': z.string().optional(),
  'network.podCidr': z.string().optional(),
  'network.serviceCidr': z.string().optional(),
  'network.cni': Cni.optional(),
  'network.gateway': z.string().optional(),
  'network.dnsServers': Lines.optional(),
  'network.ntpServers': Lines.optional(),
  'network.proxyUrl': z.string().optional(),
  'network.proxyUsername': z.string().optional(),
  'network.noProxy': Lines.optional(),
  'network.tlsMode': z.enum(['self-signed', 'own']).optional(),
  'network.tlsCertificate': z.string().optional(),
  'security.selinux': z.enum(['keep', 'permissive']).optional(),
  'security.cisProfile': z.boolean().optional(),
  'security.firewallPolicy': z.enum(['open-needed', 'managed-by-customer', 'none']).optional(),
  'security.extraCa': z.string().optional(),
  'registry.kind': z.enum(['own', 'existing', 'mirror']).optional(),
  'registry.address': z.string().optional(),
  'registry.username': z.string().optional(),
  'registry.ca': z.string().optional(),
  'storage.kind': z.enum(['nfs', 'local']).optional(),
  'storage.nfsServer': z.string().optional(),
  'storage.nfsPath': z.string().optional(),
  'storage.localNode': z.string().optional(),
  'storage.localPath': z.string().optional(),
  'gpu.mig': z.enum(['none', 'single', 'mixed']).optional(),
  'gpu.driverPolicy': z.enum(['operator', 'preinstalled', 'none']).optional(),
  'platform.astragoProxyUrl': z.string().optional(),
  'platform.astragoServicePort': z.number().optional(),
  'platform.offlineHttpServer': z.string().optional(),
  'platform.keycloakKind': z.enum(['own', 'external']).optional(),
  'platform.keycloakExternalUrl': z.string().optional(),
  'platform.keycloakServicePort': z.number().optional(),
  'platform.harborEnabled': z.boolean().optional(),
  'platform.harborServicePort': z.number().optional(),
  'backup.kind': z.enum(['nfs', 's3']).optional(),
  'backup.address': z.string().optional(),
})
export type CheckedAnswers = z.infer<typeof CheckedAnswers>

/**
 * An image that the cluster runs, by the name that pods call it. `delivered`: an installation file brings it, so that no
 * registry has to have it.
 */
export const WantedImage = z.object({ name: z.string().max(500), delivered: z.boolean() })
export type WantedImage = z.infer<typeof WantedImage>

/** Everything that the checks judge by, besides what the hosts said. */
export const PreflightInput = z.object({
  site: z.object({
    profile: Profile,
    distribution: Distribution,
    /** Minor version such as `1.35`; null takes the one the distribution's data was written for. */
    kubernetes: z.string().nullable(),
  }),
  answers: CheckedAnswers,
  nodes: z.array(DeclaredNode),
  /** The port matrix of the distribution and its network plugin. */
  ports: z.array(PortRule),
  /** What else of it has to get through. */
  packets: z.array(PacketRule).default([]),
  /** Those that are known beforehand. */
  images: z.array(WantedImage).default([]),
  /** Of the site's own certificate; missing where nobody looked at it. */
  tlsKey: TlsKey.optional(),
})
export type PreflightInput = z.infer<typeof PreflightInput>

/** The answers that checks read, out of all answers; one that is not of its type counts as not given. */
export function checkedAnswers(answers: Readonly<Record<string, unknown>>): CheckedAnswers {
  const good = Object.entries(CheckedAnswers.shape).flatMap(([field, schema]) => {
    const value = schema.safeParse(answers[field])
    return value.success && value.data !== undefined ? [[field, value.data]] : []
  })
  return Object.fromEntries(good)
}

/** The node table of the answers; rows that are not whole yet are left out. */
export function declaredNodes(answers: Readonly<Record<string, unknown>>): DeclaredNode[] {
  const rows = answers['resources.nodes']
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row) => {
    const node = DeclaredNode.safeParse(row)
    return node.success ? [node.data] : []
  })
}

/** A line as it is for one machine, which may have its sshd at a port of its own. */
export const ruleAt = (rule: PortRule, { sshPort }: DeclaredNode): PortRule =>
  sshPort === undefined ? rule : atSshPort(sshPort)(rule)

type SiteOf = { profile: Profile; distribution: Distribution; kind: 'remote' | 'local' }

/** The console logs in at the port that the answers name. */
const atSshPort =
  (port = 22) =>
  (rule: PortRule): PortRule =>
    rule.id === 'ssh' ? { ...rule, first: port, last: port } : rule

/** What the checks judge by, of a site and its answers. The machine itself has no address to be reached at. */
export function inputOfSite(
  site: SiteOf,
  answers: Readonly<Record<string, unknown>>,
  { images = [] }: { images?: PreflightInput['images'] } = {},
): PreflightInput {
  const nodes = declaredNodes(answers)
  const checked = checkedAnswers(answers)
  return PreflightInput.parse({
    site: { profile: site.profile, distribution: site.distribution, kubernetes: null },
    answers: checked,
    nodes: site.kind === 'local' ? nodes.map((node) => ({ ...node, address: null })) : nodes,
    ports: portRules(site.distribution, checked['network.cni']).map(atSshPort(checked['accounts.sshPort'])),
    packets: packetRules(site.distribution, checked['network.cni']),
    images,
  })
}
