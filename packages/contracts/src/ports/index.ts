import type { Distribution } from '../sites.ts'
import { K0S_MATRICES } from './k0s.ts'
import { KUBESPRAY_MATRICES } from './kubespray.ts'
import { RKE2_MATRICES } from './rke2.ts'
import { type CNIS, type Cni, cniOf, type PortRule } from './rule.ts'

/** Every port matrix: what the machines of a cluster need of each other, by distribution and network plugin. */
export const PORT_MATRICES: {
  [D in Distribution]: Record<(typeof CNIS)[D][number], readonly PortRule[]>
} = { rke2: RKE2_MATRICES, k0s: K0S_MATRICES, kubespray: KUBESPRAY_MATRICES }

/** The port matrix of a site; with no plugin, or one that the distribution does not have, of the distribution's own. */
export function portRules(distribution: Distribution, chosen?: Cni): readonly PortRule[] {
  const matrices: Partial<Record<Cni, readonly PortRule[]>> = PORT_MATRICES[distribution]
  return matrices[cniOf(distribution, chosen)] ?? []
}

export { PLATFORM_NODE_PORTS } from './platform.ts'
export { CNIS, Cni, cniOf, PortParty, PortRule } from './rule.ts'
