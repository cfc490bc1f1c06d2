import { KERNEL_LOG } from '../thresholds/kernel-log.ts'
import type { Raw } from './raw.ts'
import { Absent, optionalNumber, type Readers, section } from './reader.ts'
import type { FactValues } from './schema.ts'

/** Chains of Kubernetes and of its networks, in both notations. */
const CLUSTER_CHAIN = /^(?::|\s*chain\s+|-A )((?:KUBE|CNI|cali|CILIUM|FLANNEL)[-_:][\w.:-]*)/

type Kind = keyof FactValues['kernelLog']
const PATTERNS = Object.entries(KERNEL_LOG).map(
  ([kind, { value }]) => [kind as Kind, new RegExp(value.join('|'))] as const,
)

function logByKind(lines: readonly string[]): FactValues['kernelLog'] {
  const found: FactValues['kernelLog'] = { disk: [], memory: [], stall: [], gpu: [] }
  for (const line of lines) {
    const kind = PATTERNS.find(([, pattern]) => pattern.test(line))?.[0]
    if (kind) found[kind].push(line.trim())
  }
  return found
}

/** `1.8.9-2`, as dpkg says it. */
function versionByPackage(raw: Raw): string | null {
  section(raw, 'packages')
  return /(\d+\.\d+(?:\.\d+)?)/.exec(raw.value('packages', 'iptables') ?? '')?.[1] ?? null
}

function total(raw: Raw, file: 'ce_count' | 'ue_count'): number {
  return raw
    .files(new RegExp(`^/sys/devices/system/edac/mc/mc\\d+/${file}$`))
    .reduce((sum, [, lines]) => sum + (optionalNumber(lines[0]) ?? 0), 0)
}

export const KERNEL: Readers<'kernelOptions' | 'kernelLog' | 'edac' | 'iptables' | 'packetRules'> = {
  kernelOptions: (raw) => {
    if (raw.complete && raw.problem('kernel-options') === 'not-collected') return { on: null }
    return { on: section(raw, 'kernel-options').flatMap((text) => /^CONFIG_(\w+)=[ym]$/.exec(text)?.[1] ?? []) }
  },
  kernelLog: (raw) => {
    const problem = raw.problem('kernel-log')
    if (problem !== null) throw new Absent(problem)
    return logByKind(raw.lines('kernel-log'))
  },
  edac: (raw) => {
    section(raw, 'files')
    const controllers = raw.files(/^\/sys\/devices\/system\/edac\/mc\/mc\d+\/ue_count$/).length
    return { controllers, corrected: total(raw, 'ce_count'), uncorrected: total(raw, 'ue_count') }
  },
  iptables: (raw) => {
    const own = raw.value('iptables-version', 'backend')
    if (own === 'nf_tables') return { version: versionByPackage(raw), backend: own }
    const [, version, backend] =
      /v(\d+\.\d+(?:\.\d+)?)(?: \((\w+)\))?/.exec(section(raw, 'iptables-version')[0] ?? '') ?? []
    // Before 1.8 there was one backend, and no word for it.
    return { version: version ?? null, backend: backend === 'nf_tables' ? 'nf_tables' : version ? 'legacy' : null }
  },
  packetRules: (raw) => {
    const problem = raw.problem('firewall')
    if (problem !== null) throw new Absent(problem)
    const legacy = raw.lines('firewall-legacy')
    const current = raw.lines('firewall')
    return {
      chains: [...new Set([...legacy, ...current].flatMap((text) => CLUSTER_CHAIN.exec(text)?.[1] ?? []))],
      legacy: legacy.filter((text) => text.startsWith('-A ')).length,
      nft: current.some((text) => /^(table ip6? (filter|nat|mangle)\b|-A )/.test(text.trim())),
      ipvs: raw.value('packet-rules', 'ipvs') === 'services',
    }
  },
}
